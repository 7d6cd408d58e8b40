import type { Axes } from '@lossmith/core';
import type { Instruction, InstructionStep, KeptStep, Loop, Loops, Lowering, Program } from '@lossmith/core/backend';
import type { Accumulator } from './accumulator.js';
import { atom, type Context, type Value } from './context.js';
import { loopAccumulators } from './loop-accumulators.js';
import { lowerings } from './lowerings.js';
import type { Lines } from './statements.js';
import { temporary } from './temporary.js';
import { usesOf } from './uses.js';

/** How the steps of a program are written for one example; what differs between kinds of shaders. */
export interface Style {
  readonly context: Context;
  /** Lines that store an output, for the example and classes at hand. */
  readonly store: (name: string, axes: Axes, value: string) => Lines;
  /** Lines of a loop along an axis; `depth` counts the loops around. */
  readonly loop: (loop: LoopText, depth: number) => Lines;
  /** The loops to be written. */
  readonly loops: Loops;
  /** Of a value that loops leave in memory, the text of its number there for the item at hand. */
  readonly kept: (place: number, axis: string) => string;
  /** Lines that leave it there. */
  readonly keep: (place: number, axis: string, value: string) => Lines;
}

export interface LoopText {
  readonly axis: string;
  readonly lines: Lines;
  readonly accumulators: readonly Accumulator[];
  /** Whether it leaves values in memory that other invocations read. */
  readonly keeps: boolean;
}

/** Longer texts get a name of their own, for the reader. */
const longest = 70;

/** Leaves are written where they are used. */
const isLeaf = ({ op }: Instruction) => op === 'constant' || op === 'index' || op === 'size';

const isTruth = ({ op }: Instruction) => ['less', 'lessEqual', 'equal', 'and', 'or', 'not'].includes(op);

class BodyWriter {
  private values = new Map<number, Value>();
  private readonly program: Program;
  private readonly style: Style;

  constructor(program: Program, style: Style) {
    this.program = program;
    this.style = style;
  }

  /** The steps of one list, then the outputs stored there. */
  list(part: Omit<Loop, 'kind' | 'axis'>, depth: number): Lines {
    const uses = usesOf(this.program, part);
    const lines = part.steps.flatMap((step) =>
      step.kind === 'loop' ? this.loop(step, depth) : this.worked(step, uses.get(step.place) ?? 0),
    );
    return [
      ...lines,
      ...part.outputs.flatMap((name) => this.stored(name)),
      ...part.keeps.flatMap((place) => this.style.keep(place, this.at(place).axes, this.number(place))),
    ];
  }

  private at(place: number): Instruction {
    return this.program.instructions[place] as Instruction;
  }

  private text(place: number): string {
    return (this.values.get(place) as Value).text;
  }

  /** The text of a value as a number; truth is 1. */
  private number(place: number): string {
    return isTruth(this.at(place)) ? `select(0f, 1f, ${this.text(place)})` : this.text(place);
  }

  private worked({ kind, place }: InstructionStep | KeptStep, uses: number): Lines {
    return this.named(place, kind === 'kept' ? this.read(place) : this.lowered(place), uses);
  }

  private read(place: number): Value {
    const text = this.style.kept(place, this.at(place).axes);
    return isTruth(this.at(place)) ? atom(`(${text} != 0f)`) : atom(text);
  }

  private lowered(place: number): Value {
    const instruction = this.at(place);
    const lower = lowerings[instruction.op as keyof typeof lowerings] as Lowering<Value, Context>;
    const args = instruction.args.map((argument) => this.values.get(argument) as Value);
    return lower(args, instruction, this.style.context);
  }

  private named(place: number, value: Value, uses: number): Lines {
    const instruction = this.at(place);
    if (isLeaf(instruction) || (uses < 2 && value.text.length <= longest)) {
      this.values.set(place, value);
      return [];
    }
    const name = temporary(instruction, place);
    this.values.set(place, { ...atom(name), shifted: value.shifted === true });
    return [`let ${name} = ${value.text};`];
  }

  private stored(name: string): Lines {
    const { instruction, axes } = this.program.outputs[name] as Program['outputs'][string];
    return this.style.store(name, axes, this.number(instruction));
  }

  /** What a loop works out holds inside it alone; afterwards there are its reductions. */
  private loop(loop: Loop, depth: number): Lines {
    const around = this.values;
    this.values = new Map(around);
    const lines = this.list(loop, depth + 1);
    const reductions = loop.reductions.map((place) => ({ place, instruction: this.at(place) }));
    const { accumulators, results } = loopAccumulators(reductions, (place) => this.text(place));
    this.values = new Map([...around, ...[...results].map(([place, text]) => [place, atom(text)] as const)]);
    return this.style.loop({ axis: loop.axis, lines, accumulators, keeps: loop.keeps.length > 0 }, depth);
  }
}

/** Writes the steps of a program for one example as lines of WGSL. */
export const bodyLines = (program: Program, style: Style): Lines =>
  new BodyWriter(program, style).list({ ...style.loops, reductions: [], keeps: [] }, 0);
