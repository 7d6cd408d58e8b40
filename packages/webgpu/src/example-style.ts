import type { Axes } from '@lossmith/core';
import { accumulatingLoop } from './accumulating-loop.js';
import type { Accumulator } from './accumulator.js';
import { declared, neededBy } from './accumulator.js';
import type { LoopText, Style } from './body-writer.js';
import { loadText, storeLines } from './data-text.js';
import type { RowShape } from './module.js';
import { parameterText } from './parameter-text.js';
import { clusterLines, type ShaderParts, workgroupLines } from './shader-parts.js';
import { ifThen, type Lines } from './statements.js';

const placeOf = (axes: Axes): string => {
  if (axes === '') return 'example';
  if (axes === 'ij') return '(example * call.items + i) * call.items + j';
  return `example * call.items + ${axes}`;
};

/** Lines that put together what the lanes of a row accumulated. */
function acrossLanes(parts: ShaderParts, shape: RowShape, accumulators: readonly Accumulator[]): Lines {
  if (accumulators.length === 0) return [];
  if (shape === 'cluster') return clusterLines(parts, accumulators);
  return workgroupLines(parts, accumulators, { lanes: 'lanes', lane: 'lane' });
}

/** A loop along a row: the outermost one is shared by the lanes of a row that is not short. */
function rowLoop(parts: ShaderParts, shape: RowShape, { axis, lines, accumulators }: LoopText, depth: number): Lines {
  for (const name of neededBy(accumulators)) parts.functions.add(name);
  const shared = shape !== 'short';
  const range = { variable: axis, to: 'call.items' };
  const loop = (from: string, step: string) => accumulatingLoop({ ...range, from, step }, lines, accumulators, shared);
  if (!shared || depth > 0) return [...declared(accumulators), ...loop('0u', '1u')];
  return [...declared(accumulators), ...loop('lane', 'lanes'), ...acrossLanes(parts, shape, accumulators)];
}

/** How one example is written, times `factor` where outputs per example share the factor of a mean. */
export function exampleStyle(parts: ShaderParts, shape: RowShape, factor: boolean): Style {
  const { functions, program, bindings, options } = parts;
  const store = (name: string, axes: Axes, value: string): Lines => {
    if (program.reduction !== 'none' && (name === 'loss' || name === 'weight'))
      return [`let ${name}_value = ${value};`];
    const lines = storeLines(bindings, options, name, placeOf(axes), factor ? `(${value}) * factor` : value);
    if (shape === 'short') return lines;
    return ifThen(axes === '' ? 'live & (lane == 0u)' : 'live', lines);
  };
  return {
    context: {
      functions,
      load: (name, axes) => loadText(bindings, name, placeOf(axes)),
      parameter: (name) => parameterText(program, name),
    },
    store,
    loop: (loop, depth) => rowLoop(parts, shape, loop, depth),
  };
}
