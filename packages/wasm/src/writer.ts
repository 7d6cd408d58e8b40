import { type Code, getLocal, setLocal, simd, type ValueType } from './encoding.js';
import * as v128 from './instructions/v128.js';
import { f32x4, f64x2, type Lanes } from './lanes.js';

/** How accurate functions are: 'single' for float32 results (1e-9 is plenty), 'double' for float64 ones. */
export type Tier = 'single' | 'double';

/** Writes the body of one function: what lowerings work with. A value is code that puts it on the stack. */
export interface Writer {
  readonly lanes: Lanes;
  readonly tier: Tier;
  /** Whether sums carry their rounding errors along. */
  readonly compensated: boolean;
  /** Computes the value here and now, if it is not there yet; the result reads it, as often as one likes. */
  keep(value: Code): Code;
  /** A number in every lane, made once at the start of the function. */
  constant(value: number): Code;
  /** Numbers of their own in the lanes. */
  constantOf(values: readonly number[]): Code;
  /** A number in every lane, from its bits. */
  bits(value: bigint): Code;
  /** The writer of the same body for float32 vectors, which hold what two float64 vectors do. */
  float32(): Writer;
  /** A new local. */
  local(type: ValueType): number;
  emit(code: Code): void;
  /** What is emitted meanwhile, kept apart: the body of a loop, of which nothing holds outside. */
  collect(write: () => void): Code;
}

/** Locals, constants and code of a function being written. */
export interface Body {
  readonly writer: Writer;
  readonly locals: readonly ValueType[];
  /** All code: constants first. */
  finish(): Code;
}

export function writeBody(parameterCount: number, compensated = false): Body {
  const locals: ValueType[] = [];
  const head: number[] = [];
  let code: number[] = [];
  const known = new Map<string, Code>();
  let kept = new Map<string, Code>();
  const emit = (more: Code) => {
    for (const byte of more) code.push(byte);
  };
  const local = (type: ValueType) => parameterCount + locals.push(type) - 1;
  const hoisted = (value: Code): Code => {
    const key = value.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const own = local('v128');
    for (const byte of setLocal(own, value)) head.push(byte);
    known.set(key, getLocal(own));
    return getLocal(own);
  };
  const writerOf = (kind: Lanes, own: Tier): Writer => ({
    lanes: kind,
    tier: own,
    compensated,
    keep: (value) => {
      const key = value.join();
      const found = kept.get(key);
      if (found !== undefined) return found;
      const own = local('v128');
      emit(setLocal(own, value));
      kept.set(key, getLocal(own));
      return getLocal(own);
    },
    constant: (value) => hoisted(kind.constant(Array<number>(kind.count).fill(value))),
    constantOf: (values) => hoisted(kind.constant(values)),
    bits: (value) => hoisted(kind.constantBits(value)),
    float32: () => writerOf(f32x4, 'single'),
    local,
    emit,
    collect: (write) => {
      const outer = code;
      code = [];
      kept = new Map();
      write();
      const inner = code;
      code = outer;
      kept = new Map();
      return inner;
    },
  });
  return {
    writer: writerOf(f64x2, 'double'),
    locals,
    finish: () => [...head, ...code],
  };
}

/** A vector that changes: a local of its own. */
export interface Variable {
  readonly get: Code;
  set(value: Code): void;
}

export function variable({ local, emit }: Writer, start: Code): Variable {
  const own = local('v128');
  emit(setLocal(own, start));
  return { get: getLocal(own), set: (value) => emit(setLocal(own, value)) };
}

/** first, first + 1 in the lanes. */
export const laneNumbers = ({ constantOf }: Writer, first = 0): Code => constantOf([first, first + 1]);
export const and = (x: Code, y: Code): Code => simd(v128.and, [x, y]);
export const or = (x: Code, y: Code): Code => simd(v128.or, [x, y]);
export const not = (x: Code): Code => simd(v128.not, [x]);
/** x where the mask has ones, else y. */
export const select = (mask: Code, x: Code, y: Code): Code => simd(v128.select, [x, y, mask]);
/** The lanes turned round: those of the upper half come first. */
export const swapHalves = (x: Code): Code =>
  simd(v128.shuffle, [x, x], [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7]);
/** The lower halves of both, one behind the other. */
export const joinHalves = (x: Code, y: Code): Code =>
  simd(v128.shuffle, [x, y], [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]);
const words = (first: readonly number[]) => first.flatMap((byte) => [byte, byte + 1, byte + 2, byte + 3]);
/** The lower 32 bits of all numbers of two float64 vectors. */
export const lowWords = (x: Code, y: Code): Code => simd(v128.shuffle, [x, y], words([0, 8, 16, 24]));
/** A mask of four lanes as masks of two and two. */
export const wideMasks = (x: Code): readonly Code[] =>
  [
    [0, 0, 4, 4],
    [8, 8, 12, 12],
  ].map((first) => simd(v128.shuffle, [x, x], words(first)));
/** Two lowest float32 to two float64, and back. */
export const promote = (x: Code): Code => simd(v128.promote, [x]);
export const demote = (x: Code): Code => simd(v128.demote, [x]);
