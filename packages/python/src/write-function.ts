import type { Instruction, Program, ProgramOutput } from '@lossmith/core/backend';
import { argumentsOf, dataNamesOf } from './arguments.js';
import type { Context } from './context.js';
import { perExample } from './dependents.js';
import type { Dialect } from './dialect.js';
import { helperName } from './helper-names.js';
import { argumentOf } from './names.js';
import { tileLine, writePairs } from './pairs.js';
import { atom, filled, type Piece } from './piece.js';
import { planOf } from './stages.js';
import { newSteps } from './steps.js';
import { newWriter, type Writer } from './writer.js';

/** Names that functions use for themselves. */
const reserved = ['np', 'torch', 'max', 'range', 'slice', 'examples', 'items', 'tile', 'rows', 'start'];

/** The axes behind that of the examples that arrays need. */
function axesOf({ instructions, outputs }: Program): Context['axes'] {
  const all = [...instructions, ...Object.values(outputs)].map(({ axes }) => axes as string);
  if (all.some((axes) => axes.includes('j'))) return 'ij';
  return all.some((axes) => axes === 'i') ? 'i' : '';
}

/** An array along some axes as one with all of them, which is of length 1 along the others, or the reverse, for a result. */
function withAxes(name: string, own: string, axes: Context['axes'], other: 'None' | '0'): string {
  if (own === axes) return name;
  const places = [...axes].map((axis) => (own.includes(axis) ? ':' : other));
  return `${name}[:, ${places.join(', ')}]`;
}

function contextOf(program: Program, dialect: Dialect, used: Set<string>): Context {
  const axes = axesOf(program);
  return {
    words: dialect.words,
    axes,
    like: argumentOf(dataNamesOf(program)[0] as string),
    items: 'items',
    data: (name, own) => atom(withAxes(argumentOf(name), own, axes, 'None')),
    helper: (name) => {
      used.add(name);
      return helperName(name, dialect);
    },
  };
}

/** The shape of an array along some axes: `(examples, items)`. */
const shapeText = (lengths: readonly string[]) => `(examples,${lengths.map((one) => ` ${one}`).join(',')})`;

/** A result with one entry for everything it is to have. */
function finished(
  piece: Piece,
  { instruction, axes: wanted }: ProgramOutput,
  program: Program,
  context: Context,
): string {
  const { axes, like } = context;
  const own = (program.instructions[instruction] as Instruction).axes;
  if (perExample(program.instructions)[instruction] && own === wanted) return withAxes(piece.text, wanted, axes, '0');
  if (piece.constant === true) return filled(piece.text, shapeText([...wanted].map(() => 'items')), like).text;
  const shape = shapeText([...axes].map((axis) => (wanted.includes(axis) ? 'items' : '1')));
  return `${withAxes(`np.broadcast_to(${piece.text}, ${shape})`, wanted, axes, '0')} * 1.0`;
}

/** Lines that say how long axes are, where anything needs that. */
function lengthLines(program: Program, body: string, writer: Writer): void {
  const names = dataNamesOf(program);
  const needs = (word: string) => new RegExp(`\\b${word}\\b`).test(body);
  const along = program.inputs.find(({ axes }) => axes.includes('i'))?.name ?? (names[0] as string);
  if (needs('examples') || needs('tile')) writer.line(`examples = ${argumentOf(names[0] as string)}.shape[0]`);
  if (needs('items')) writer.line(`items = ${argumentOf(along)}.shape[1]`);
  if (needs('tile')) writer.line(tileLine);
}

/** The lines of a function's body, and the outputs it leaves by name. */
export interface WrittenBody {
  readonly lines: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  /** Names of helpers that it calls. */
  readonly helpers: ReadonlySet<string>;
}

/** Results have the names of their outputs, but that what examples count is not taken for their weights. */
const nameOfOutput = ({ outputs }: Program, place: number): string | undefined =>
  Object.keys(outputs)
    .filter((name) => outputs[name]?.instruction === place)
    .map((name) => (name === 'weight' ? 'counted' : name))[0];

/** Writes all stages of a program, and gives what stands for each result. */
function writeStages(program: Program, context: Context, writer: Writer, lowerings: Dialect['lowerings']) {
  const { stages, isInner } = planOf(program);
  const results = new Map<number, Piece>();
  const outside = (place: number) => results.get(place) as Piece;
  for (const stage of stages) {
    const inner = (place: number) => isInner(place, stage);
    const steps = { lowerings, isInner: inner, stem: (place: number) => nameOfOutput(program, place) };
    if (stage.kind === 'pairs') {
      const gathered = writePairs({ program, stage, writer, context, steps, outside });
      for (const [place, piece] of gathered) results.set(place, piece);
      continue;
    }
    const own = newSteps({ ...steps, program, context, writer, outside });
    for (const place of stage.instructions) {
      own.add(place);
      if (!inner(place)) results.set(place, own.settled(place));
    }
  }
  return outside;
}

/** A program as the body of a Python function of `argumentsOf(program)`. */
export function writeBody(program: Program, dialect: Dialect): WrittenBody {
  const helpers = new Set<string>();
  const context = contextOf(program, dialect, helpers);
  const writer = newWriter([...reserved, ...argumentsOf(program)], dialect.words);
  const resultAt = writeStages(program, context, writer, dialect.lowerings);
  const outputs = Object.entries(program.outputs).map(([name, output]) => {
    return [name, finished(resultAt(output.instruction), output, program, context)] as const;
  });
  const body = [...writer.lines, ...outputs.map(([, text]) => text)].join('\n');
  const head = newWriter([], dialect.words);
  lengthLines(program, body, head);
  return { lines: [...head.lines, ...writer.lines], outputs: Object.fromEntries(outputs), helpers };
}
