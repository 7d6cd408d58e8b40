import type { Axes, Axis } from '@lossmith/core';
import type { Instruction, Loop, Step } from '@lossmith/core/backend';
import { type Accumulator, maxOf, sumOf } from './accumulators.js';
import { type Code, getLocal, load, repeat, setLocal, store, when } from './encoding.js';
import * as i32 from './instructions/i32.js';
import * as v128 from './instructions/v128.js';
import { f64x2 } from './lanes.js';
import {
  dataAt,
  type FunctionState,
  indexAt,
  type LoopScope,
  scalarAt,
  scratchAt,
  scratchNumberAt,
  storeOutput,
} from './loop-scope.js';
import { lowered } from './lowerings.js';
import { scalarParameters } from './module-spec.js';
import { neededIn } from './scratch-slots.js';
import { laneNumbers, type Writer } from './writer.js';

/** A mask of the lanes that count where `left` are left to do, the first of them so many behind the one at hand. */
export function maskOf(writer: Writer, left: Code, behind = 0): Code {
  const { local, emit, bits } = writer;
  const mask = local('v128');
  emit(setLocal(mask, bits(-1n)));
  const counted = f64x2.less(laneNumbers(writer, behind), f64x2.integer(left));
  emit(when(i32.less(left, i32.constant(behind + 2)), setLocal(mask, counted)));
  return getLocal(mask);
}

/** Runs a body with a counter from 0 below a count; at least once. */
export function countUp(
  { local, emit, collect }: Writer,
  count: Code,
  step: number,
  body: (counter: Code) => void,
): void {
  const counter = local('i32');
  emit(setLocal(counter, i32.constant(0)));
  const inner = collect(() => {
    body(getLocal(counter));
    emit(setLocal(counter, i32.add(getLocal(counter), i32.constant(step))));
  });
  emit(repeat(inner, i32.less(getLocal(counter), count)));
}

/** The code of one instruction that is no reduction. */
function codeOf(state: FunctionState, scope: LoopScope, place: number): Code {
  const { writer, spec } = state;
  const instruction = spec.program.instructions[place] as Instruction;
  const { op, axis, name } = instruction;
  if (op === 'index') return indexAt(state, scope, axis as 'i' | 'j');
  if (op === 'size') return f64x2.integer(state.items);
  if (op === 'parameter' && !spec.perExample.includes(name as string)) {
    return scalarAt(state.addresses, 1 + scalarParameters(spec).findIndex((one) => one.name === name));
  }
  if (op === 'input' || op === 'parameter') return dataAt(state, scope, instruction);
  return lowered(writer, spec.program, place, state.tierAt(place), (argument) => scope.values[argument] as Code);
}

export function workOut(state: FunctionState, scope: LoopScope, place: number): void {
  scope.values[place] = state.writer.keep(codeOf(state, scope, place));
}

/** Takes what an earlier loop left in scratch memory, or leaves there what later ones need. */
function workOutOnce(state: FunctionState, scope: LoopScope, place: number, items: Code): void {
  const { writer, slots, stored } = state;
  const address = scratchAt(state, items, slots.get(place) as number);
  if (stored.has(place)) {
    scope.values[place] = writer.keep(load(v128.load, address));
    return;
  }
  workOut(state, scope, place);
  writer.emit(store(v128.store, address, scope.values[place] as Code));
  stored.add(place);
}

/** Reads what an earlier loop has kept, of the items at hand. */
function readKept(state: FunctionState, scope: LoopScope, place: number): void {
  const axis = (state.spec.program.instructions[place] as Instruction).axes as Axis;
  const [item, slot] = [scope.indices[axis] as Code, state.slots.get(place) as number];
  const value =
    scope.along === axis ? load(v128.load, scratchAt(state, item, slot)) : scratchNumberAt(state, item, slot);
  scope.values[place] = state.writer.keep(value);
}

/** Leaves values of the items at hand for later loops. */
function keepAll(state: FunctionState, scope: LoopScope, { axis, keeps }: Loop): void {
  for (const place of keeps) {
    const address = scratchAt(state, scope.indices[axis] as Code, state.slots.get(place) as number);
    state.writer.emit(store(v128.store, address, scope.values[place] as Code));
  }
}

const accumulatorOf = (state: FunctionState, place: number): Accumulator =>
  state.spec.program.instructions[place]?.op === 'max' ? maxOf(state.writer) : sumOf(state.writer);

function accumulate(
  { spec }: FunctionState,
  { values, mask }: LoopScope,
  place: number,
  accumulator: Accumulator,
): void {
  const [argument] = (spec.program.instructions[place] as Instruction).args;
  accumulator.add(values[argument as number] as Code, mask);
}

/** Stores outputs in the loop that the program has for them. */
export function storeAll(state: FunctionState, scope: LoopScope, names: readonly string[]): void {
  const { program } = state.spec;
  for (const name of names) {
    if (!state.addresses.has(`output ${name}`)) continue;
    const { instruction, axes } = program.outputs[name] as { instruction: number; axes: Axes };
    const value = scope.values[instruction] as Code;
    const share = state.factor === undefined ? value : state.writer.lanes.multiply(value, state.factor);
    storeOutput(state, scope, name, axes, share);
  }
}

/** What the body of a loop works out for one item, or for a vector of items: everything that the rest of it needs. */
function writeLoopSteps(state: FunctionState, scope: LoopScope, loop: Loop, spread: boolean): void {
  const counter = scope.indices[loop.axis] as Code;
  const needed = neededIn(state.spec.program, loop, spread ? state.stored : new Set());
  for (const step of loop.steps) {
    if (step.kind === 'loop') writeLoop(state, scope, step);
    else if (step.kind === 'kept') readKept(state, scope, step.place);
    else if (needed.has(step.place) && spread && state.slots.has(step.place))
      workOutOnce(state, scope, step.place, counter);
    else if (needed.has(step.place)) workOut(state, scope, step.place);
  }
}

/** A loop over items: over vectors of them where it is the outermost one. Its results stand in the scope afterwards. */
function writeLoop(state: FunctionState, scope: LoopScope, loop: Loop): void {
  const { axis, reductions, outputs } = loop;
  const { writer, items } = state;
  const spread = scope.outermost;
  const accumulators = reductions.map((place) => accumulatorOf(state, place));
  const along = spread ? axis : scope.along === axis ? undefined : scope.along;
  countUp(writer, items, spread ? writer.lanes.count : 1, (counter) => {
    const mask = spread && reductions.length > 0 ? maskOf(writer, i32.subtract(items, counter)) : undefined;
    const indices = { ...scope.indices, [axis]: counter };
    const inner: LoopScope = { along, outermost: false, indices, mask, values: [...scope.values] };
    writeLoopSteps(state, inner, loop, spread);
    reductions.forEach((place, k) => {
      accumulate(state, inner, place, accumulators[k] as Accumulator);
    });
    storeAll(state, inner, outputs);
    keepAll(state, inner, loop);
  });
  reductions.forEach((place, k) => {
    scope.values[place] = (accumulators[k] as Accumulator).finish(spread);
  });
}

export function writeSteps(state: FunctionState, scope: LoopScope, steps: readonly Step[]): void {
  for (const step of steps) {
    if (step.kind === 'loop') writeLoop(state, scope, step);
    else if (step.kind === 'kept') readKept(state, scope, step.place);
    else if (!state.shared.has(step.place)) workOut(state, scope, step.place);
  }
}
