import type { Program } from '@lossmith/core/backend';
import { accumulatingLoop } from './accumulating-loop.js';
import { type Accumulator, declared } from './accumulator.js';
import { bodyLines } from './body-writer.js';
import { exampleStyle } from './example-style.js';
import { maxPartials, type RowShape, workgroupSize } from './module.js';
import { parameterLines } from './parameter-text.js';
import { partialSumLines, type ShaderParts, wholeWorkgroup, workgroupLines } from './shader-parts.js';
import { assign, block, ifThen, type Lines } from './statements.js';

const entryPoint = (name: string, lines: Lines): string => {
  const args = '@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32';
  return [`@compute @workgroup_size(${workgroupSize})`, ...block(`fn ${name}(${args})`, lines)].join('\n');
};

/** Lines for all examples, each by one invocation. */
function byInvocations(body: Lines, accumulators: readonly Accumulator[]): Lines {
  const from = `group.x * ${workgroupSize}u + local`;
  const range = { variable: 'example', from, to: 'call.examples', step: `call.groups * ${workgroupSize}u` };
  return accumulatingLoop(range, body, accumulators, true);
}

/**
 * Lines for all examples, each by `call.lanes` invocations. Beyond the last example lanes work along, on its data, as all of a
 * workgroup have to meet at barriers.
 */
function byLanes(body: Lines, accumulators: readonly Accumulator[]): Lines {
  const [from, step] = ['group.x * examples_at_once', 'call.groups * examples_at_once'];
  const example = [
    'let live = first + local / lanes < call.examples;',
    'let example = min(first + local / lanes, call.examples - 1u);',
  ];
  return [
    'let lanes = call.lanes;',
    'let lane = local % lanes;',
    `let examples_at_once = ${workgroupSize}u / lanes;`,
    ...accumulatingLoop(
      { variable: 'first', from, to: 'call.examples', step },
      [...example, ...body],
      accumulators,
      true,
    ),
  ];
}

/** 1/Σ weights, or what a mean divides by where there are none. */
const factorText = ({ program }: ShaderParts) =>
  program.outputs.weight === undefined ? 'call.factor' : `partials_data[${maxPartials}]`;

/** The sum that an entry point accumulates, if its part of the program has the output that is reduced. */
function totalOf(part: Program, reducedName: string, shape: RowShape): readonly Accumulator[] {
  if (part.reduction === 'none' || part.outputs[reducedName] === undefined) return [];
  const own = `${reducedName}_value`;
  const value = shape === 'short' ? own : `select(0f, ${own}, live & (lane == 0u))`;
  return [{ kind: 'sum', name: 'total', value }];
}

/** The entry point that works a part of the program out; of an output that is reduced it leaves partial sums. */
export function examplesEntry(
  parts: ShaderParts,
  name: string,
  part: Program,
  reducedName: 'loss' | 'weight',
  shape: RowShape,
): string {
  const total = totalOf(part, reducedName, shape);
  const perExample = Object.keys(part.outputs).some((output) => output !== 'loss' && output !== 'weight');
  const useFactor = parts.program.reduction === 'mean' && reducedName === 'loss' && perExample;
  const body = bodyLines(part, exampleStyle(parts, part, shape, useFactor));
  return entryPoint(name, [
    ...(useFactor ? [`let factor = ${factorText(parts)};`] : []),
    ...parameterLines(parts.program, part),
    ...declared(total),
    ...(shape === 'short' ? byInvocations(body, total) : byLanes(body, total)),
    ...(total.length === 0 ? [] : partialSumLines(parts, total)),
  ]);
}

/** The entry point of a single workgroup that adds the partial sums. */
function totalEntry(parts: ShaderParts, name: string, lines: Lines): string {
  const total: readonly Accumulator[] = [{ kind: 'sum', name: 'total', value: 'partials_data[k]' }];
  const to = `call.groups * (${workgroupSize}u / call.cluster)`;
  return entryPoint(name, [
    ...declared(total),
    ...accumulatingLoop({ variable: 'k', from: 'local', to, step: `${workgroupSize}u` }, [], total, false),
    ...workgroupLines(parts, total, wholeWorkgroup),
    ...ifThen('local == 0u', lines),
  ]);
}

/** The total of the weights, as what a mean takes losses times. */
export const weightsEntry = (parts: ShaderParts, name: string): string =>
  totalEntry(parts, name, [assign(`partials_data[${maxPartials}]`, 'select(1f / total, 0f, total == 0f)')]);

/** The reduced loss. */
export function lossEntry(parts: ShaderParts, name: string): string {
  if (parts.program.reduction === 'sum') return totalEntry(parts, name, [assign('loss_data[0]', 'total')]);
  return totalEntry(parts, name, [
    `let factor = ${factorText(parts)};`,
    assign('loss_data[0]', 'select(total * factor, 0f, factor == 0f)'),
  ]);
}
