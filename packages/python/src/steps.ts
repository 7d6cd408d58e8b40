import type { Instruction, Lowering, Program } from '@lossmith/core/backend';
import type { Context } from './context.js';
import type { PythonLowerings } from './lowerings.js';
import { argumentOf, stemOf } from './names.js';
import { atom, type Piece } from './piece.js';
import { type Writer, width } from './writer.js';

/** Pieces longer than this get a name of their own. */
const longest = 46;
/** Room for a name and ` = `. */
const nameRoom = 24;

/** The steps of one stage as they are written: short ones inside what needs them, others with names. */
export interface Steps {
  /** Writes the instruction at a place of the program. */
  add(place: number): void;
  /** What stands for its result, as a name or a number. */
  settled(place: number): Piece;
}

export interface StepsSetting {
  readonly program: Program;
  readonly lowerings: PythonLowerings;
  readonly context: Context;
  readonly writer: Writer;
  /** Whether one instruction of the same stage alone needs a place. */
  isInner(place: number): boolean;
  /** What stands for a place of an earlier stage. */
  outside(place: number): Piece;
  /** A better name than its operation's. */
  stem(place: number): string | undefined;
}

const isPlain = ({ text, constant }: Piece) => constant === true || /^\w+$/.test(text);

/** Data laid along an axis are called `predicted_i`, or `weight_each` where there is one number for each example. */
const stemOfStep = ({ op, name, axes }: Instruction) =>
  name === undefined ? stemOf(op) : `${argumentOf(name)}_${axes === '' ? 'each' : axes}`;

export function newSteps(setting: StepsSetting): Steps {
  const { program, lowerings, context, writer, isInner, outside, stem } = setting;
  const pieces = new Map<number, Piece>();
  const at = (place: number) => program.instructions[place] as Instruction;
  const pieceOf = (place: number) => pieces.get(place) ?? outside(place);

  function settled(place: number): Piece {
    const piece = pieceOf(place);
    if (isPlain(piece)) return piece;
    const name = writer.name(stem(place) ?? stemOfStep(at(place)));
    writer.line(`${name} = ${piece.text}`);
    pieces.set(place, atom(name));
    return atom(name);
  }

  function lower(place: number): Piece {
    const { op, args } = at(place);
    const lowering = lowerings[op as keyof PythonLowerings] as Lowering<Piece, Context>;
    const piece = lowering(args.map(pieceOf), at(place), context);
    return { ...piece, text: context.words(piece.text) };
  }

  /** The longest argument that has no name yet. */
  function unnamed({ args }: Instruction): number | undefined {
    const some = args.filter((argument) => pieces.has(argument) && !isPlain(pieceOf(argument)));
    return some.sort((x, y) => pieceOf(y).text.length - pieceOf(x).text.length)[0];
  }

  function add(place: number): void {
    let piece = lower(place);
    for (let argument = unnamed(at(place)); argument !== undefined; argument = unnamed(at(place))) {
      if (writer.indent.length + nameRoom + piece.text.length <= width) break;
      settled(argument);
      piece = lower(place);
    }
    pieces.set(place, piece);
    if (!isInner(place) || piece.text.length > longest) settled(place);
  }

  return { add, settled };
}
