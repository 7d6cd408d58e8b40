import type { Axes, Axis } from '../expressions/expression.js';
import type { Instruction, Program } from './program.js';

/** An instruction to be worked out, by its place in the program. */
export interface InstructionStep {
  readonly kind: 'instruction';
  readonly place: number;
}

/** A value of an item that an earlier loop has left in memory, to be read there. */
export interface KeptStep {
  readonly kind: 'kept';
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
  /** Places of which this loop leaves one number for every class in memory, for later loops to read along whichever axis. */
  readonly keeps: readonly number[];
}

export type Step = InstructionStep | KeptStep | Loop;

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
  /** Places to be kept, and those that are by now. */
  readonly kept: ReadonlySet<number>;
  readonly readable: ReadonlySet<number>;
}

/** What a scope has to work out of the program: its own instructions, and after how many of its loops each one can be. */
interface Agenda {
  readonly own: readonly number[];
  readonly level: readonly number[];
  /** Places to be kept by loops of this scope. */
  readonly keeps: readonly number[];
}

const isReduction = ({ op }: Instruction) => op === 'sum' || op === 'max' || op === 'onlineSoftmax';
const has = (axes: Axes, axis: Axis) => axes.includes(axis);
const within = (axes: Axes, bound: Axes) => [...axes].every((axis) => has(bound, axis as Axis));
const less = (axes: Axes, axis: Axis) => axes.replace(axis, '') as Axes;
const more = (axes: Axes, axis: Axis) => [...new Set([...axes, axis])].sort().join('') as Axes;

/** Whether a result belongs to a scope itself, neither to the loops around it nor to those inside. */
const belongs = ({ axes }: Instruction, { bound, innermost }: Scope) =>
  within(axes, bound) && (innermost === undefined || has(axes, innermost));

/** Whether a scope needs a loop for a result; not where an earlier one has left it in memory. */
const gathers = ({ instructions }: Program, { readable }: Scope, place: number) =>
  isReduction(instructions[place] as Instruction) && !readable.has(place);

/** Everything the given places depend on, what is available left out; what can be read depends on nothing. */
function coneOf({ instructions }: Program, scope: Scope, wanted: readonly number[]): readonly number[] {
  const { available, readable } = scope;
  const needed = new Set(wanted);
  for (let k = Math.max(-1, ...wanted); k >= 0; k -= 1) {
    if (needed.has(k) && !available.has(k) && !readable.has(k))
      for (const argument of (instructions[k] as Instruction).args) needed.add(argument);
  }
  return [...needed].filter((k) => !available.has(k)).sort((x, y) => x - y);
}

/** Outside all loops values are kept for those inside. */
const isKeptHere = (place: number, { innermost, kept, readable }: Scope) =>
  innermost === undefined && kept.has(place) && !readable.has(place);

/** A reduction of the scope stands one level above its argument, as what reads a kept value does above that: there is a loop in between. */
function agendaOf(program: Program, scope: Scope, wanted: readonly number[]): Agenda {
  const cone = coneOf(program, scope, wanted);
  const level: number[] = [];
  const own: number[] = [];
  for (const k of cone) {
    const instruction = program.instructions[k] as Instruction;
    const after = (argument: number) => (level[argument] ?? 0) + (isKeptHere(argument, scope) ? 1 : 0);
    const above = scope.readable.has(k) ? 0 : Math.max(0, ...instruction.args.map(after));
    const mine = belongs(instruction, scope);
    level[k] = mine && gathers(program, scope, k) ? above + 1 : above;
    if (mine) own.push(k);
  }
  return { own, level, keeps: cone.filter((k) => isKeptHere(k, scope)) };
}

/** The loops of a scope in order: each level has at most one along each axis. Outputs go to the last loop along their axis. */
function plannedLoops(program: Program, scope: Scope, { own, level, keeps }: Agenda, stores: readonly Store[]) {
  const { instructions } = program;
  const reductions = own.filter((k) => gathers(program, scope, k));
  const axisOf = (k: number) => (instructions[k] as Instruction).axis as Axis;
  const planned = (['i', 'j'] as const).flatMap((axis) => {
    const gathered = reductions.filter((k) => axisOf(k) === axis);
    const stored = stores.filter(({ axes }) => axes[0] === axis);
    const levels = gathered.map((k) => (level[k] as number) - 1);
    const keeping = keeps.filter((k) => (instructions[k] as Instruction).axes === axis);
    const keptLevels = keeping.map((k) => level[k] as number);
    const last = Math.max(...levels, ...stored.map(({ place }) => level[place] ?? 0));
    return [...new Set([...levels, ...keptLevels, ...(stored.length > 0 ? [last] : [])])].map((at) => ({
      axis,
      at,
      keeps: keeping.filter((k) => level[k] === at),
      reductions: gathered.filter((k) => level[k] === at + 1),
      stores: at === last ? stored : [],
    }));
  });
  return planned.sort((x, y) => x.at - y.at);
}

function stepsOf(program: Program, scope: Scope, values: readonly number[], stores: readonly Store[]): readonly Step[] {
  const agenda = agendaOf(program, scope, [...values, ...stores.map(({ place }) => place)]);
  const { own, level } = agenda;
  const loops = plannedLoops(program, scope, agenda, stores);
  const steps: Step[] = [];
  const done = new Set(scope.available);
  const readable = new Set(scope.readable);
  const stepAt = (place: number) =>
    Object.freeze({ kind: scope.readable.has(place) ? ('kept' as const) : ('instruction' as const), place });
  const last = Math.max(0, ...own.map((k) => level[k] as number), ...loops.map(({ at }) => at));
  for (let at = 0; at <= last; at += 1) {
    const ready = own.filter((k) => level[k] === at);
    const plain = ready.filter((k) => !gathers(program, scope, k));
    steps.push(...plain.map(stepAt));
    for (const k of ready) done.add(k);
    const here = loops.filter((one) => one.at === at);
    for (const loop of here) steps.push(loopOf(program, { ...scope, readable: new Set(readable) }, done, loop));
    for (const { keeps } of here) for (const k of keeps) readable.add(k);
  }
  return Object.freeze(steps);
}

function loopOf(
  program: Program,
  { bound, kept, readable }: Scope,
  done: ReadonlySet<number>,
  { axis, reductions, stores, keeps }: ReturnType<typeof plannedLoops>[number],
): Loop {
  const { instructions } = program;
  // A loop along an axis that is bound already has an index of its own: what varied along the outer one does not hold inside.
  const available = new Set([...done].filter((k) => !has((instructions[k] as Instruction).axes, axis)));
  const inner: Scope = { bound: more(bound, axis), innermost: axis, available, kept, readable };
  const further = stores.map((store) => ({ ...store, axes: less(store.axes, axis) }));
  const [here, deeper] = [further.filter(({ axes }) => axes === ''), further.filter(({ axes }) => axes !== '')];
  const gathered = reductions.flatMap((k) => (instructions[k] as Instruction).args);
  return Object.freeze({
    kind: 'loop' as const,
    axis,
    steps: stepsOf(program, inner, [...gathered, ...keeps, ...here.map(({ place }) => place)], deeper),
    reductions: Object.freeze(reductions),
    outputs: Object.freeze(here.map(({ name }) => name)),
    keeps: Object.freeze(keeps),
  });
}

/**
 * A program as loops over the classes of one example, for backends that fuse: instructions along an axis stand in every loop
 * that needs them, so that nothing as long as a row has to be kept. A loop gathers all reductions that can be had by then; a
 * row is walked once for every level of reductions over reductions, and a last time where outputs along it need them all. `kept` are places with one
 * number per class that are worked out once and read from memory inside loops over pairs; left out: none.
 */
export function loopsOf(program: Program, kept: ReadonlySet<number> = new Set()): Loops {
  const outputs = Object.entries(program.outputs).map(([name, { instruction, axes }]) => ({
    name,
    place: instruction,
    axes,
  }));
  const single = outputs.filter(({ axes }) => axes === '');
  const root: Scope = { bound: '', innermost: undefined, available: new Set(), kept, readable: new Set() };
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
