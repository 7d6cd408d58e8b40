import type { Instruction } from '@lossmith/core/backend';
import {
  type Block,
  elementwise,
  type Register,
  type SimpleLowering,
  simpleLowerings,
  spread,
} from '../simple-lowerings.js';
import { type RightBackend, right } from './right-backend.js';

/** A product that still knows its factors, so that a sum can take it before it is rounded. */
interface Product extends Register {
  readonly factors: readonly [Float32Array, Float32Array];
}

const isProduct = (register: Register | undefined): register is Product =>
  register !== undefined && 'factors' in register;

const multiply: SimpleLowering = (args, instruction, block) => {
  const [x, y] = args.map((register) => spread(register, instruction.axes, block)) as [Float32Array, Float32Array];
  return { ...simpleLowerings.multiply(args, instruction, block), factors: [x, y] } as Product;
};

/** Factors along more axes. */
function factorsAlong({ axes, factors }: Product, to: Instruction['axes'], block: Block) {
  return factors.map((values) => spread({ axes, values }, to, block)) as [Float32Array, Float32Array];
}

/** ±x·y ± z with one rounding (in float64 the product of two float32 numbers is exact). */
const fused =
  (prefers: 0 | 1, [first, second]: readonly [number, number], plain: SimpleLowering): SimpleLowering =>
  (args, instruction, block) => {
    const places = prefers === 0 ? [0, 1] : [1, 0];
    const place = places.find((k) => isProduct(args[k]));
    if (place === undefined) return plain(args, instruction, block);
    const [x, y] = factorsAlong(args[place] as Product, instruction.axes, block);
    const z = spread(args[1 - place] as Register, instruction.axes, block);
    const [ofProduct, ofOther] = place === 0 ? [first, second] : [second, first];
    const values = x.map((factor, k) => ofProduct * factor * (y[k] as number) + ofOther * (z[k] as number));
    return { axes: instruction.axes, values };
  };

const contracted = (prefers: 0 | 1) => ({
  multiply,
  add: fused(prefers, [1, 1], simpleLowerings.add),
  subtract: fused(prefers, [1, -1], simpleLowerings.subtract),
});

const flush = (x: number) => (Math.abs(x) < 2 ** -126 ? 0 : x);
const { fround } = Math;

/** Every lowering followed by a change of its results. */
function every(change: (x: number) => number): Readonly<Record<string, SimpleLowering>> {
  return Object.fromEntries(
    Object.entries(simpleLowerings).map(([op, lower]) => [
      op,
      ((args, instruction, block) => {
        const { axes, values } = (lower as SimpleLowering)(args, instruction, block);
        return { axes, values: values.map(change) };
      }) satisfies SimpleLowering,
    ]),
  );
}

/** Where products are subtracted from sums, and from themselves: rows of one class, powers, piecewise links. */
const cancelling = [
  'values/golden/compositeSoftmax',
  'values/golden/matching(power',
  'values/scores/matching(piecewiseLinear',
  'properties/zero at the optimum: matching(power',
];

/** Backends whose arithmetic is that of other machines. */
export const arithmetics: readonly RightBackend[] = [
  right('products and sums fused, the first product', cancelling, { lowerings: contracted(0) }),
  right('products and sums fused, the second product', cancelling, { lowerings: contracted(1) }),
  right('divides by multiplying with the reciprocal', ['values/operation', ...cancelling], {
    lowerings: { divide: elementwise((x, y) => x * fround(1 / y)) },
  }),
  right(
    'subnormal numbers are zero',
    ['values/operation', 'values/scores/matching(tanh', 'values/scores/matching(erf', 'values/outputs/matching(exp'],
    {
      lowerings: every(flush),
    },
  ),
  right('negative zeros become positive', ['values/operation', 'values/golden/matching(power'], {
    lowerings: every((x) => x + 0),
  }),
];
