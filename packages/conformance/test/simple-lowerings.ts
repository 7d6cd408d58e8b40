import type { Axes } from '@lossmith/core';
import { type Instruction, type Lowering, type Lowerings, operations, primitives } from '@lossmith/core/backend';

/** Some rows being worked on, and the data of an input or parameter for them. */
export interface Block {
  readonly examples: number;
  readonly items: number;
  data(instruction: Instruction): Float32Array;
}

/** Numbers with the axes they vary along. Every number stored here is rounded to float32. */
export interface Register {
  readonly axes: Axes;
  readonly values: Float32Array;
}

export type SimpleLowering = Lowering<Register, Block>;
export type SimpleLowerings = Lowerings<Register, Block>;

export const lengthOf = (axes: Axes, { examples, items }: Pick<Block, 'examples' | 'items'>): number =>
  examples * items ** axes.length;

/** The values repeated along the axes they lack. */
export function spread({ axes, values }: Register, to: Axes, { examples, items }: Block): Float32Array {
  if (axes === to) return values;
  const [iLength, jLength] = [to.includes('i') ? items : 1, to.includes('j') ? items : 1];
  const jStep = axes.includes('j') ? 1 : 0;
  const iStep = axes === 'ij' ? items : axes === 'i' ? 1 : 0;
  const out = new Float32Array(examples * iLength * jLength);
  for (let row = 0, k = 0; row < examples; row += 1) {
    const start = row * items ** axes.length;
    for (let i = 0; i < iLength; i += 1) {
      for (let j = 0; j < jLength; j += 1, k += 1) out[k] = values[start + i * iStep + j * jStep] as number;
    }
  }
  return out;
}

/** A lowering that applies a function number by number. */
export function elementwise(apply: (x: number, y: number, w: number) => number): SimpleLowering {
  return (args, { axes }, block) => {
    const [xs, ys = xs, ws = xs] = args.map((register) => spread(register, axes, block)) as [Float32Array];
    const values = new Float32Array(lengthOf(axes, block));
    for (let k = 0; k < values.length; k += 1) values[k] = apply(xs[k] as number, ys[k] as number, ws[k] as number);
    return { axes, values };
  };
}

/** A lowering that removes an axis; `fold` gets the numbers along it. */
export function alongAxis(fold: (values: Float32Array) => number): SimpleLowering {
  return ([register], { axes, axis }, block) => {
    const { items } = block;
    const { axes: before, values } = register as Register;
    const step = before === 'ij' && axis === 'i' ? items : 1;
    const results = new Float32Array(lengthOf(axes, block));
    const one = new Float32Array(items);
    for (let k = 0; k < results.length; k += 1) {
      const from = Math.floor(k / step) * step * items + (k % step);
      for (let n = 0; n < items; n += 1) one[n] = values[from + n * step] as number;
      results[k] = fold(one);
    }
    return { axes, values: results };
  };
}

/** A lowering that makes numbers of nothing. */
export const filled =
  (value: (instruction: Instruction, items: number, k: number) => number): SimpleLowering =>
  (_, instruction, block) => {
    const values = new Float32Array(lengthOf(instruction.axes, block));
    for (let k = 0; k < values.length; k += 1) values[k] = value(instruction, block.items, k);
    return { axes: instruction.axes, values };
  };

/** A float32 sum, one by one: right for a few numbers. */
export function plainSum(values: Float32Array): number {
  let total = 0;
  for (let k = 0; k < values.length; k += 1) total = Math.fround(total + (values[k] as number));
  return total;
}

/** Blocks of 64 would leave 1.4e-6 where all numbers are equal and every block rounds the same way. */
const blockLength = 16;

/** A float32 sum in blocks, and of their sums in blocks again: adding one by one loses digits (CONTRIBUTING.md). */
export function blockSum(values: Float32Array): number {
  if (values.length <= blockLength) return plainSum(values);
  const sums = new Float32Array(Math.ceil(values.length / blockLength));
  for (let k = 0; k < sums.length; k += 1) {
    sums[k] = plainSum(values.subarray(k * blockLength, (k + 1) * blockLength));
  }
  return blockSum(sums);
}

const data: SimpleLowering = (_, instruction, block) => ({ axes: instruction.axes, values: block.data(instruction) });

const functions = Object.fromEntries(
  Object.keys(primitives).flatMap((op) => {
    const { meaning } = operations[op as keyof typeof operations];
    return meaning === undefined ? [] : [[op, elementwise(meaning)]];
  }),
) as unknown as SimpleLowerings;

/** Primitive operations only, each rounded to float32: core expands the others. */
export const simpleLowerings: SimpleLowerings = {
  ...functions,
  constant: filled(({ value }) => value as number),
  input: data,
  parameter: data,
  index: filled((_, items, k) => k % items),
  size: filled((_, items) => items),
  sum: alongAxis(blockSum),
  max: alongAxis((values) => values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)),
};
