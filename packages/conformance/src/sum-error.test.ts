import { expect, test } from 'vitest';
import { gap, weightOfAll } from './cases/means.js';
import { designBar } from './exact/design-bar.js';
import { meanError, sumError } from './sum-error.js';

const { fround } = Math;

/** Equal numbers and perhaps another one behind them: what sums in blocks of equal numbers work on. */
interface Equal {
  readonly value: number;
  readonly count: number;
  readonly last?: number;
}

function addAll({ value, count, last = 0 }: Equal): number {
  let total = 0;
  for (let k = 0; k < count; k += 1) total = fround(total + value);
  return fround(total + last);
}

/** A float32 sum of equal numbers in blocks, and of the blocks' sums in blocks again. */
function blockSum(given: Equal, length: number): number {
  const { value, count, last } = given;
  if (count + (last === undefined ? 0 : 1) <= length) return addAll(given);
  const full = Math.floor(count / length);
  const rest = { value, count: count - full * length, ...(last === undefined ? {} : { last }) };
  const isEmpty = rest.count === 0 && last === undefined;
  return blockSum(
    { value: addAll({ value, count: length }), count: full, ...(isEmpty ? {} : { last: addAll(rest) }) },
    length,
  );
}

/** The two means of the kit with sums in blocks of a length, as shares of what it allows. */
function sharesOf(length: number): readonly number[] {
  const loss = fround(fround(gap * gap) / 2);
  const total = (value: number, count: number) => blockSum({ value, count }, length);
  const weighted = total(fround(weightOfAll * loss), 1e7) / total(weightOfAll, 1e7);
  const plain = total(fround(Math.log(10)), 1e6) / 1e6;
  const share = (actual: number, value: number, kappa: number) =>
    Math.abs(actual - value) / (designBar('float32', kappa, value) + value * meanError(1e7, 'float32'));
  return [share(weighted, (gap * gap) / 2, gap), share(plain, Math.log(10), 0.39)];
}

test('means of the kit are kept by sums in blocks of every length up to 64', () => {
  const lengths = Array.from({ length: 63 }, (_, k) => k + 2);
  const missed = lengths.filter((length) => Math.max(...sharesOf(length)) > 1);
  expect(missed).toEqual([]);
});

test.each([128, 256, 512, 1024, 4096, 1e7])('and missed by sums in blocks of %i', (length) => {
  expect(Math.max(...sharesOf(length))).toBeGreaterThan(1);
});

test('in float64 numbers may be added one by one', () => {
  const count = 131_071;
  let total = 0;
  for (let k = 0; k < count; k += 1) total += 0.1;
  const error = Math.abs(total / (count * 0.1) - 1);
  expect(error).toBeGreaterThan(1e-13);
  expect(error).toBeLessThanOrEqual(sumError(count, 'float64'));
  expect(sumError(23, 'float64')).toBe(1e-13);
});
