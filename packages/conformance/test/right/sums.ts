import { alongAxis, plainSum } from '../simple-lowerings.js';
import { doubles } from './doubles.js';
import { type RightBackend, right } from './right-backend.js';

/** In blocks of so many, and their sums in blocks again. */
const inBlocksOf = (length: number) => {
  const sum = (values: Float32Array): number => {
    if (values.length <= length) return plainSum(values);
    const sums = new Float32Array(Math.ceil(values.length / length));
    for (let k = 0; k < sums.length; k += 1) sums[k] = plainSum(values.subarray(k * length, (k + 1) * length));
    return sum(sums);
  };
  return sum;
};

const inFloat64 = (values: Float32Array) => values.reduce((total, x) => total + x, 0);
const backwards = (sum: (values: Float32Array) => number) => (values: Float32Array) => sum(values.slice().reverse());

/** With its rounding errors carried along (Kahan 1965). */
function compensated(values: Float32Array): number {
  let [total, error] = [0, 0];
  for (let k = 0; k < values.length; k += 1) {
    const value = Math.fround((values[k] as number) - error);
    const next = Math.fround(total + value);
    error = Math.fround(Math.fround(next - total) - value);
    total = next;
  }
  return total;
}

/** Cases that add many numbers, and some that add few. */
const concerns = [
  'a row of 131,072',
  'sum and max over',
  'operations along axes',
  'data/mean of 257 rows, plain',
  'values/longRows/softmax() ×',
];
const adding = (name: string, sum: (values: Float32Array) => number) =>
  right(name, concerns, { sum, lowerings: { sum: alongAxis(sum) } });

export const sums: readonly RightBackend[] = [
  ...[2, 50, 64].map((length) => adding(`sums in blocks of ${length}`, inBlocksOf(length))),
  adding('sums in blocks of 64, from the last on', backwards(inBlocksOf(64))),
  adding('sums in float64, one by one', inFloat64),
  adding('sums in float64, from the last on', backwards(inFloat64)),
  adding('sums that carry their errors', compensated),
  doubles,
];
