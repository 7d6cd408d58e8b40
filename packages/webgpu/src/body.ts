import type { Axes } from '@lossmith/core';
import { type Instruction, type Loop, type Lowering, loopsOf, type Program, type Step } from '@lossmith/core/backend';
import { atom, type Context, type Value } from './context.js';
import { gatheredBy } from './gathered-by.js';
import { lowerings } from './lowerings.js';
import { temporary } from './names.js';

/** How the steps of a program are written for one example; what differs between kinds of shaders. */
export interface Writer {
  readonly context: Context;
  /** Lines that store an output, for the example and classes at hand. */
  readonly store: (name: string, axes: Axes, value: string) => readonly string[];
  /** Lines of a loop along an axis; `depth` counts the loops around. */
  readonly loop: (loop: LoopText, depth: number) => readonly string[];
}

/** What a loop gathers in one variable: a number, or the state of a fold (see fold-functions.ts). */
export interface Gathered {
  readonly op: 'sum' | 'max' | 'fold' | 'tail';
  /** The variable it ends in. */
  readonly name: string;
  /** What one class contributes; of a fold, the arguments that it takes of a class. */
  readonly value: string;
  /** Further arguments of what puts two of these together. */
  readonly more?: string;
}

export interface LoopText {
  readonly axis: string;
  readonly lines: readonly string[];
  readonly gathered: readonly Gathered[];
}

/** Longer texts get a name of their own, for the reader. */
const longest = 70;

/** Leaves are written where they are used. */
const isLeaf = ({ op }: Instruction) => op === 'constant' || op === 'index' || op === 'size';

const isTruth = ({ op }: Instruction) => ['less', 'lessEqual', 'equal', 'and', 'or', 'not'].includes(op);

const placesIn = (steps: readonly Step[]) => steps.flatMap((step) => (step.kind === 'instruction' ? [step.place] : []));

/** How often each result is used by the instructions of one list of steps themselves; elsewhere it counts as often. */
function usesOf(
  program: Program,
  { steps, reductions }: Pick<Loop, 'steps' | 'reductions'>,
  kept: readonly number[],
): ReadonlyMap<number, number> {
  const uses = new Map<number, number>(kept.map((place) => [place, 2]));
  const count = (place: number, by: number) => uses.set(place, (uses.get(place) ?? 0) + by);
  const argsOf = (place: number) => (program.instructions[place] as Instruction).args;
  for (const place of [...placesIn(steps), ...reductions]) for (const argument of argsOf(place)) count(argument, 1);
  const insideLoops = (step: Step): void => {
    if (step.kind !== 'loop') return;
    for (const place of [...placesIn(step.steps), ...step.reductions]) for (const k of argsOf(place)) count(k, 2);
    for (const name of step.outputs) count((program.outputs[name] as Program['outputs'][string]).instruction, 2);
    step.steps.forEach(insideLoops);
  };
  steps.forEach(insideLoops);
  return uses;
}

/** Writes the steps of a program for one example as lines of WGSL. */
export function bodyLines(program: Program, writer: Writer): readonly string[] {
  const { instructions } = program;
  const values = new Map<number, Value>();
  const instructionOf = (place: number) => instructions[place] as Instruction;
  const textOf = (place: number) => (values.get(place) as Value).text;

  function instruct(place: number, uses: number): readonly string[] {
    const instruction = instructionOf(place);
    const lower = lowerings[instruction.op as keyof typeof lowerings] as Lowering<Value, Context>;
    const args = instruction.args.map((argument) => values.get(argument) as Value);
    const value = lower(args, instruction, writer.context);
    if (isLeaf(instruction) || (uses < 2 && value.text.length <= longest)) {
      values.set(place, value);
      return [];
    }
    const name = temporary(instruction, place);
    values.set(place, { ...atom(name), shifted: value.shifted === true });
    return [`let ${name} = ${value.text};`];
  }

  const stored = (name: string): readonly string[] => {
    const { instruction, axes } = program.outputs[name] as Program['outputs'][string];
    const text = textOf(instruction);
    return writer.store(name, axes, isTruth(instructionOf(instruction)) ? `select(0f, 1f, ${text})` : text);
  };

  function walk(loop: Loop, depth: number): readonly string[] {
    const before = new Map(values);
    const lines = list(loop, depth + 1);
    const { gathered, results } = gatheredBy(
      loop.reductions.map((place) => ({ place, instruction: instructionOf(place) })),
      textOf,
      writer.context,
    );
    for (const place of values.keys()) if (!before.has(place)) values.delete(place);
    for (const [place, value] of before) values.set(place, value);
    results.forEach((text, place) => {
      values.set(place, atom(text));
    });
    return writer.loop({ axis: loop.axis, lines, gathered }, depth);
  }

  function list(part: Omit<Loop, 'kind' | 'axis'>, depth: number): readonly string[] {
    const { steps, outputs } = part;
    const kept = outputs.map((name) => (program.outputs[name] as Program['outputs'][string]).instruction);
    const uses = usesOf(program, part, kept);
    const lines = steps.flatMap((step) =>
      step.kind === 'loop' ? walk(step, depth) : instruct(step.place, uses.get(step.place) ?? 0),
    );
    return [...lines, ...outputs.flatMap(stored)];
  }

  return list({ ...loopsOf(program), reductions: [] }, 0);
}
