import type { Axes } from '@lossmith/core';
import type { Instruction, Loop, Lowering, Step } from '@lossmith/core/backend';
import { type Accumulator, maxOf, sumOf } from './accumulators.js';
import { type Code, getLocal, i32, load, repeat, setLocal, store, v128, when } from './encoding.js';
import { dataAt, type Frame, indexAt, numberAt, scratchAt, storeOutput, type Unit } from './frame.js';
import { type Context, loweringsFor } from './lowerings.js';
import { commonParameters } from './plan.js';
import { neededIn } from './scratch.js';
import { laneNumbers, type Writer } from './writer.js';

/** A mask of the lanes that count where `left` are left to do. */
export function maskOf(writer: Writer, left: Code): Code {
  const { lanes, local, emit, bits } = writer;
  const place = local('v128');
  emit(setLocal(place, bits(-1n)));
  const counted = lanes.less(laneNumbers(writer), lanes.integer(left));
  emit(when(i32.less(left, i32.constant(lanes.count)), setLocal(place, counted)));
  return getLocal(place);
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
function codeOf(unit: Unit, frame: Frame, instruction: Instruction): Code {
  const { writer, plan } = unit;
  const { op, axis, name, args } = instruction;
  if (op === 'index') return indexAt(unit, frame, axis as 'i' | 'j');
  if (op === 'size') return writer.lanes.integer(unit.items);
  if (op === 'parameter' && !plan.perExample.includes(name as string)) {
    return numberAt(writer, unit.pointers, 1 + commonParameters(plan).findIndex((one) => one.name === name));
  }
  if (op === 'input' || op === 'parameter') return dataAt(unit, frame, instruction);
  const { program } = plan;
  const lower = loweringsFor(writer.lanes, program.precision)[op as 'add'] as Lowering<Code, Context>;
  return lower(
    args.map((place) => frame.values[place] as Code),
    instruction,
    { ...writer, program, values: frame.values },
  );
}

export function workOut(unit: Unit, frame: Frame, place: number): void {
  const instruction = unit.plan.program.instructions[place] as Instruction;
  frame.values[place] = unit.writer.keep(codeOf(unit, frame, instruction));
}

/** Takes what an earlier walk left in memory, or leaves there what later ones need. */
function workOutOnce(unit: Unit, frame: Frame, place: number, items: Code): void {
  const { writer, kept, atHand } = unit;
  const address = scratchAt(unit, items, kept.get(place) as number);
  if (atHand.has(place)) {
    frame.values[place] = writer.keep(load(v128.load, address));
    return;
  }
  workOut(unit, frame, place);
  writer.emit(store(v128.store, address, frame.values[place] as Code));
  atHand.add(place);
}

const accumulatorOf = (unit: Unit, place: number): Accumulator =>
  unit.plan.program.instructions[place]?.op === 'max' ? maxOf(unit.writer) : sumOf(unit.writer);

function gather({ plan }: Unit, { values, mask }: Frame, place: number, accumulator: Accumulator): void {
  const [argument] = (plan.program.instructions[place] as Instruction).args;
  accumulator.add(values[argument as number] as Code, mask);
}

/** Stores outputs in the loop that the program's plan has for them. */
export function storeAll(unit: Unit, frame: Frame, names: readonly string[]): void {
  const { program } = unit.plan;
  for (const name of names) {
    if (!unit.pointers.has(`output ${name}`)) continue;
    const { instruction, axes } = program.outputs[name] as { instruction: number; axes: Axes };
    const value = frame.values[instruction] as Code;
    const share = unit.factor === undefined ? value : unit.writer.lanes.multiply(value, unit.factor);
    storeOutput(unit, frame, name, axes, share);
  }
}

/** A loop over classes: over vectors of them where it is the outermost one. Its results stand in the frame afterwards. */
function writeLoop(unit: Unit, frame: Frame, loop: Loop): void {
  const { axis, steps, reductions, outputs } = loop;
  const { writer, items } = unit;
  const spread = frame.outermost;
  const accumulators = reductions.map((place) => accumulatorOf(unit, place));
  const along = spread ? axis : frame.along === axis ? undefined : frame.along;
  const needed = neededIn(unit.plan.program, loop, spread ? unit.atHand : new Set());
  countUp(writer, items, spread ? writer.lanes.count : 1, (counter) => {
    const mask = spread && reductions.length > 0 ? maskOf(writer, i32.subtract(items, counter)) : undefined;
    const indices = { ...frame.indices, [axis]: counter };
    const inner: Frame = { along, outermost: false, indices, mask, values: [...frame.values] };
    for (const step of steps) {
      if (step.kind === 'loop') writeLoop(unit, inner, step);
      else if (needed.has(step.place))
        spread && unit.kept.has(step.place)
          ? workOutOnce(unit, inner, step.place, counter)
          : workOut(unit, inner, step.place);
    }
    reductions.forEach((place, k) => {
      gather(unit, inner, place, accumulators[k] as Accumulator);
    });
    storeAll(unit, inner, outputs);
  });
  reductions.forEach((place, k) => {
    frame.values[place] = (accumulators[k] as Accumulator).finish(spread);
  });
}

export function writeSteps(unit: Unit, frame: Frame, steps: readonly Step[]): void {
  for (const step of steps) {
    if (step.kind === 'loop') writeLoop(unit, frame, step);
    else if (!unit.shared.has(step.place)) workOut(unit, frame, step.place);
  }
}
