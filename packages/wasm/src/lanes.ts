import type { Precision } from '@lossmith/core/backend';
import { type Code, float32Bytes, float64Bytes, int32Bytes, int64Bytes, load, simd, store } from './encoding.js';
import * as v128 from './instructions/v128.js';

/** Arithmetic on a vector of numbers, all alike; comparisons give masks of ones and zeros. */
export interface Lanes {
  readonly precision: Precision;
  /** How many numbers a vector holds. */
  readonly count: 2 | 4;
  /** Bits of the fraction. */
  readonly fractionBits: number;
  add(x: Code, y: Code): Code;
  subtract(x: Code, y: Code): Code;
  multiply(x: Code, y: Code): Code;
  divide(x: Code, y: Code): Code;
  /** NaN where either is. */
  minimum(x: Code, y: Code): Code;
  maximum(x: Code, y: Code): Code;
  /** WebAssembly's pmin and pmax: y < x ? y : x and x < y ? y : x, in one instruction each. A NaN in x stays, one in y is lost. */
  pseudoMinimum(x: Code, y: Code): Code;
  pseudoMaximum(x: Code, y: Code): Code;
  absolute(x: Code): Code;
  negate(x: Code): Code;
  sqrt(x: Code): Code;
  equal(x: Code, y: Code): Code;
  notEqual(x: Code, y: Code): Code;
  less(x: Code, y: Code): Code;
  lessEqual(x: Code, y: Code): Code;
  /** The bits as integers. */
  shiftLeft(x: Code, count: number): Code;
  shiftRight(x: Code, count: number): Code;
  addBits(x: Code, y: Code): Code;
  subtractBits(x: Code, y: Code): Code;
  /** A vector of one number each, as instructions' immediate bytes. */
  constant(values: readonly number[]): Code;
  constantBits(bits: bigint): Code;
  /** Four lanes hold what four float32 numbers in memory are, two lanes what two of `data` are. */
  load(address: Code, data: Precision): Code;
  store(address: Code, value: Code, data: Precision): Code;
}

/** Those of float64 numbers, in which all is done that is not narrowed: loops, rows, sums. */
interface WideLanes extends Lanes {
  /** An unsigned integer in every lane. */
  integer(value: Code): Code;
  /** One number of memory in every lane. */
  loadSplat(address: Code, data: Precision): Code;
  /** One float64 number of memory in every lane. */
  loadNumber(address: Code): Code;
  storeLane(address: Code, value: Code, data: Precision, lane: number): Code;
}

/** Opcodes of the two kinds of vectors differ by where their group begins. */
interface Groups {
  readonly comparison: number;
  readonly function: number;
  readonly integer: number;
}

const binary =
  (opcode: number) =>
  (x: Code, y: Code): Code =>
    simd(opcode, [x, y]);
const unary =
  (opcode: number) =>
  (x: Code): Code =>
    simd(opcode, [x]);
const shift = (opcode: number) => (x: Code, count: number) => simd(opcode, [x, [0x41, count]]);

function instructions({ comparison, function: first, integer }: Groups) {
  return {
    equal: binary(comparison),
    notEqual: binary(comparison + 1),
    less: binary(comparison + 2),
    lessEqual: binary(comparison + 4),
    absolute: unary(first),
    negate: unary(first + 1),
    sqrt: unary(first + 3),
    add: binary(first + 4),
    subtract: binary(first + 5),
    multiply: binary(first + 6),
    divide: binary(first + 7),
    minimum: binary(first + 8),
    maximum: binary(first + 9),
    pseudoMinimum: binary(first + 10),
    pseudoMaximum: binary(first + 11),
    shiftLeft: shift(integer),
    shiftRight: shift(integer + 2),
    addBits: binary(integer + 3),
    subtractBits: binary(integer + 6),
  };
}

const vectorConstant = (bytes: readonly number[]): Code => simd(v128.constant, [], bytes);
const repeated = <Item>(item: Item, count: number) => Array<Item>(count).fill(item);

export const f64x2: WideLanes = {
  precision: 'float64',
  count: 2,
  fractionBits: 52,
  ...instructions({ comparison: 71, function: 236, integer: 203 }),
  constant: (values) => vectorConstant(values.flatMap(float64Bytes)),
  constantBits: (bits) => vectorConstant(repeated(int64Bytes(bits), 2).flat()),
  integer: (value) => simd(v128.splat64, [[...value, 0xb8]]),
  load: (address, data) =>
    data === 'float64' ? load(v128.load, address) : simd(v128.promote, [load(v128.load64Zero, address)]),
  loadSplat: (address, data) =>
    data === 'float64' ? load(v128.load64Splat, address) : simd(v128.promote, [load(v128.load32Splat, address)]),
  loadNumber: (address) => load(v128.load64Splat, address),
  store: (address, value, data) =>
    data === 'float64'
      ? store(v128.store, address, value)
      : store(v128.store64Lane, address, simd(v128.demote, [value]), 0),
  storeLane: (address, value, data, lane) =>
    data === 'float64'
      ? store(v128.store64Lane, address, value, lane)
      : store(v128.store32Lane, address, simd(v128.demote, [value]), lane),
};

export const f32x4: Lanes = {
  precision: 'float32',
  count: 4,
  fractionBits: 23,
  ...instructions({ comparison: 65, function: 224, integer: 171 }),
  constant: (values) => vectorConstant(values.flatMap(float32Bytes)),
  constantBits: (bits) => vectorConstant(repeated(int32Bytes(Number(BigInt.asIntN(32, bits))), 4).flat()),
  load: (address) => load(v128.load, address),
  store: (address, value) => store(v128.store, address, value),
};
