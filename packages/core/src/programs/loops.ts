import type { Axes, Axis } from '../expressions/expression.js';
import type { Instruction, Program } from './program.js';

/** An instruction to be worked out, by its place in the program. */
export interface InstructionStep {
  readonly kind: 'instruction';
  readonly place: number;
}

/**
 * A walk along one axis of classes. What its steps work out holds inside it alone: a loop inside another along the same axis
 * works the same places out anew, with its own index, and leaves those around it as they were.
 */
export interface Loop {
  readonly kind: 'loop';
  readonly axis: Axis;
  /** What is worked out for every class, in order: instructions that vary along the axis, and loops inside. */
  readonly steps: readonly Step[];
  /** Places of the `sum`, `max` and `onlineSoftmax` instructions that gather their arguments here; their results stand after the loop. */
  readonly reductions: readonly number[];
  /** Names of the outputs of which this loop stores one entry for every class. */
  readonly outputs: readonly string[];
}

export type Step = InstructionStep | Loop;

/** A program as loops over the classes of one example. */
export interface Loops {
  readonly steps: readonly Step[];
  /** Names of the outputs that are one number per example. */
  readonly outputs: readonly string[];
}

/** An output still to be stored, and the axes it has within the loops around. */
interface Store {
  readonly name: string;
  readonly place: number;
  readonly axes: Axes;
}

/** Where a part of the program is worked out: inside loops along `bound`, the last of them along `innermost`. */
interface Scope {
  readonly bound: Axes;
  readonly innermost: Axis | undefined;
  /** Results of the loops around that still hold here. */
  readonly available: ReadonlySet<number>;
}

/** What a scope has to work out of the program: its own instructions, and after how many of its loops each one can be. */
interface Agenda {
  readonly own: readonly number[];
  readonly level: readonly number[];
}

const isReduction = ({ op }: Instruction) => op === 'sum' || op === 'max' || op === 'onlineSoftmax';
const has = (axes: Axes, axis: Axis) => axes.includes(axis);
const within = (axes: Axes, bound: Axes) => [...axes].every((axis) => has(bound, axis as Axis));
const less = (axes: Axes, axis: Axis) => axes.replace(axis, '') as Axes;
const more = (axes: Axes, axis: Axis) => [...new Set([...axes, axis])].sort().join('') as Axes;

/** Whether a result belongs to a scope itself, neither to the loops around it nor to those inside. */
const belongs = ({ axes }: Instruction, { bound, innermost }: Scope) =>
  within(axes, bound) && (innermost === undefined || has(axes, innermost));

/** Everything the given places depend on, what is available left out. */
function coneOf({ instructions }: Program, { available }: Scope, wanted: readonly number[]): readonly number[] {
  const needed = new Set(wanted);
  for (let k = Math.max(-1, ...wanted); k >= 0; k -= 1) {
    if (needed.has(k) && !available.has(k))
      for (const argument of (instructions[k] as Instruction).args) needed.add(argument);
  }
  return [...needed].filter((k) => !available.has(k)).sort((x, y) => x - y);
}

/** A reduction of the scope stands one level above its argument: it needs a loop of its own in between. */
function agendaOf(program: Program, scope: Scope, wanted: readonly number[]): Agenda {
  const cone = coneOf(program, scope, wanted);
  const level: number[] = [];
  const own: number[] = [];
  for (const k of cone) {
    const instruction = program.instructions[k] as Instruction;
    const above = Math.max(0, ...instruction.args.map((argument) => level[argument] ?? 0));
    const mine = belongs(instruction, scope);
    level[k] = mine && isReduction(instruction) ? above + 1 : above;
    if (mine) own.push(k);
  }
  return { own, level };
}

/** The loops of a scope in order: each level has at most one along each axis. Outputs go to the last loop along their axis. */
function plannedLoops({ instructions }: Program, { own, level }: Agenda, stores: readonly Store[]) {
  const reductions = own.filter((k) => isReduction(instructions[k] as Instruction));
  const axisOf = (k: number) => (instructions[k] as Instruction).axis as Axis;
  const planned = (['i', 'j'] as const).flatMap((axis) => {
    const gathered = reductions.filter((k) => axisOf(k) === axis);
    const stored = stores.filter(({ axes }) => axes[0] === axis);
    const levels = gathered.map((k) => (level[k] as number) - 1);
    const last = Math.max(...levels, ...stored.map(({ place }) => level[place] ?? 0));
    return [...new Set([...levels, ...(stored.length > 0 ? [last] : [])])].map((at) => ({
      axis,
      at,
      reductions: gathered.filter((k) => level[k] === at + 1),
      stores: at === last ? stored : [],
    }));
  });
  return planned.sort((x, y) => x.at - y.at);
}

function stepsOf(program: Program, scope: Scope, values: readonly number[], stores: readonly Store[]): readonly Step[] {
  const { instructions } = program;
  const agenda = agendaOf(program, scope, [...values, ...stores.map(({ place }) => place)]);
  const { own, level } = agenda;
  const loops = plannedLoops(program, agenda, stores);
  const steps: Step[] = [];
  const done = new Set(scope.available);
  const last = Math.max(0, ...own.map((k) => level[k] as number), ...loops.map(({ at }) => at));
  for (let at = 0; at <= last; at += 1) {
    const ready = own.filter((k) => level[k] === at);
    const plain = ready.filter((k) => !isReduction(instructions[k] as Instruction));
    steps.push(...plain.map((place) => Object.freeze({ kind: 'instruction' as const, place })));
    for (const k of ready) done.add(k);
    for (const loop of loops.filter((one) => one.at === at)) steps.push(loopOf(program, scope, done, loop));
  }
  return Object.freeze(steps);
}

function loopOf(
  program: Program,
  { bound }: Scope,
  done: ReadonlySet<number>,
  { axis, reductions, stores }: { axis: Axis; reductions: readonly number[]; stores: readonly Store[] },
): Loop {
  const { instructions } = program;
  // A loop along an axis that is bound already has an index of its own: what varied along the outer one does not hold inside.
  const available = new Set([...done].filter((k) => !has((instructions[k] as Instruction).axes, axis)));
  const inner: Scope = { bound: more(bound, axis), innermost: axis, available };
  const further = stores.map((store) => ({ ...store, axes: less(store.axes, axis) }));
  const [here, deeper] = [further.filter(({ axes }) => axes === ''), further.filter(({ axes }) => axes !== '')];
  const gathered = reductions.flatMap((k) => (instructions[k] as Instruction).args);
  return Object.freeze({
    kind: 'loop' as const,
    axis,
    steps: stepsOf(program, inner, [...gathered, ...here.map(({ place }) => place)], deeper),
    reductions: Object.freeze(reductions),
    outputs: Object.freeze(here.map(({ name }) => name)),
  });
}

/**
 * A program as loops over the classes of one example, for backends that fuse: instructions along an axis stand in every loop
 * that needs them, so that nothing as long as a row has to be kept. A loop gathers all reductions that can be had by then; a
 * row is walked once for every level of reductions over reductions, and a last time where outputs along it need them all.
 */
export function loopsOf(program: Program): Loops {
  const outputs = Object.entries(program.outputs).map(([name, { instruction, axes }]) => ({
    name,
    place: instruction,
    axes,
  }));
  const single = outputs.filter(({ axes }) => axes === '');
  const root: Scope = { bound: '', innermost: undefined, available: new Set() };
  const along = outputs.filter(({ axes }) => axes !== '');
  return Object.freeze({
    steps: stepsOf(
      program,
      root,
      single.map(({ place }) => place),
      along,
    ),
    outputs: Object.freeze(single.map(({ name }) => name)),
  });
}
