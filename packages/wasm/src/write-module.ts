import type { Program } from '@lossmith/core/backend';
import { sumOf } from './accumulators.js';
import { type Code, type FunctionBody, getLocal, moduleBytes, simd } from './encoding.js';
import * as f64 from './instructions/f64.js';
import * as i32 from './instructions/i32.js';
import * as v128 from './instructions/v128.js';
import { layoutOf } from './layout-of.js';
import { type FunctionState, type LoopScope, outside, scalarAt } from './loop-scope.js';
import { countUp, storeAll, workOut, writeSteps } from './loops.js';
import { regionKey } from './memory-layout.js';
import { type ModuleSpec, storedOutputs, variesByItem } from './module-spec.js';
import { sharedValues } from './needed-values.js';
import { writeScores } from './score-loop.js';
import { loopsWithMemory, scratchSlots } from './scratch-slots.js';
import type { Task } from './task.js';
import { tiersOf } from './tiers.js';
import { type Body, writeBody } from './writer.js';

const withOutputs = (program: Program, names: readonly string[]): Program => ({
  ...program,
  outputs: Object.fromEntries(Object.entries(program.outputs).filter(([name]) => names.includes(name))),
});

/** Parameters of every function: examples, items, then the addresses of regions. */
const parameterCount = (spec: ModuleSpec) => 2 + layoutOf(spec).regions.length;

const bodyFor = (spec: ModuleSpec): Body => writeBody(parameterCount(spec), spec.program.precision === 'float64');

function beginFunction(spec: ModuleSpec, program: Program, { writer }: Body): FunctionState {
  const addresses = new Map(layoutOf(spec).regions.map((region, k) => [regionKey(region), getLocal(k + 2)]));
  return {
    spec,
    writer,
    addresses,
    shared: sharedValues(program, spec.perExample),
    examples: getLocal(0),
    items: getLocal(1),
    example: i32.constant(0),
    slots: scratchSlots(spec.program),
    stored: new Set(),
    tierAt: tiersOf(spec),
    factor: program.reduction === 'mean' ? writer.keep(scalarAt(addresses, 0)) : undefined,
  };
}

/** Writes the loop over examples of rows; lanes lie along items. Its sum, where there is one. */
function writeRows(state: FunctionState, { program, summed }: Task, shared: readonly Code[]): Code | undefined {
  const { writer, examples } = state;
  const total = summed === undefined ? undefined : sumOf(writer);
  const { steps, outputs } = loopsWithMemory(program);
  countUp(writer, examples, 1, (example) => {
    const scope: LoopScope = { ...outside, outermost: true, values: [...shared] };
    const here: FunctionState = { ...state, example };
    writeSteps(here, scope, steps);
    if (summed !== undefined)
      total?.add(scope.values[program.outputs[summed]?.instruction as number] as Code, undefined);
    storeAll(here, scope, outputs);
  });
  return total?.finish(false);
}

/** A function over examples that leaves the sum of one output in `total`, and stores those that have an address. */
function writeFunction(spec: ModuleSpec, task: Task): FunctionBody {
  const body = bodyFor(spec);
  const { writer } = body;
  const state = beginFunction(spec, task.program, body);
  const shared: LoopScope = { ...outside, values: [] };
  for (const place of state.shared) workOut(state, shared, place);
  const write = variesByItem(spec.program) ? writeRows : writeScores;
  const total = write(state, task, shared.values);
  if (total !== undefined)
    writer.emit(f64.store(state.addresses.get('total') as Code, simd(v128.extract64, [total], [0])));
  const parameters = Array<'i32'>(parameterCount(spec)).fill('i32');
  return { name: task.name, parameters, locals: body.locals, code: body.finish() };
}

/**
 * The module of a specification. It exports its `memory`, and functions of 32-bit integers (examples, items, addresses of its
 * layout's regions): `run` writes outputs of a block of examples (at least one) and, where the loss is reduced, its sum to `total`;
 * `count`, which is there where examples count differently, writes to `total` what they count together. With `shared` it takes memory that threads share.
 */
export function writeModule(spec: ModuleSpec, shared = false): Uint8Array<ArrayBuffer> {
  const { program } = spec;
  const summed = program.reduction !== 'none' && program.outputs.loss !== undefined ? 'loss' : undefined;
  const names = [...storedOutputs(spec), ...(summed === undefined ? [] : [summed])];
  const run = { name: 'run', program: withOutputs(program, names), summed };
  const counts = program.reduction === 'mean' && program.outputs.weight !== undefined;
  const count = { name: 'count', program: withOutputs(program, ['weight']), summed: 'weight' };
  const functions = (counts ? [run, count] : [run]).map((task) => writeFunction(spec, task));
  return moduleBytes(functions, shared);
}
