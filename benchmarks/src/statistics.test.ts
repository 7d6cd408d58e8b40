import { expect, test } from 'vitest';
import { intervalOf, ratiosOf, spreadOf } from './statistics.js';

test('a spread is half the distance between the quartiles', () => {
  expect(spreadOf([5, 1, 3, 2, 4])).toEqual({ median: 3, within: 1 });
  expect(spreadOf([1, 2, 100])).toEqual({ median: 2, within: 24.75 });
  expect(spreadOf([7])).toEqual({ median: 7, within: null });
});

test('ratios are of the same round', () => {
  expect(ratiosOf([1, 20, 3], [2, 40, 6])).toEqual([0.5, 0.5, 0.5]);
});

test('an interval by hand: logarithms 0 and ln 4 have the mean ln 2 and a standard error of ln 2', () => {
  const { ratio, low, high } = intervalOf([1, 4]);
  expect(ratio).toBeCloseTo(2, 12);
  // Student's t at 0.975 for one degree of freedom: tan(0.475 π) = 12.7062, rounded in the table.
  expect(Math.log(low)).toBeCloseTo(Math.LN2 * (1 - 12.706), 9);
  expect(Math.log(high)).toBeCloseTo(Math.LN2 * (1 + 12.706), 9);
});

test('ratios that agree have an interval of no width, one alone any', () => {
  expect(intervalOf([3, 3, 3])).toEqual({
    ratio: expect.closeTo(3, 12),
    low: expect.closeTo(3, 12),
    high: expect.closeTo(3, 12),
  });
  expect(intervalOf([3])).toEqual({ ratio: expect.closeTo(3, 12), low: 0, high: Number.POSITIVE_INFINITY });
});

/** Standard normal numbers (Box & Muller 1958) of a generator of Park & Miller 1988, the same every time. */
function normals() {
  let state = 1;
  const uniform = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

test('of 2000 comparisons of five launches, 95 % of the intervals hold the true ratio', () => {
  const normal = normals();
  const holds = Array.from({ length: 2000 }, () => {
    const { low, high } = intervalOf(Array.from({ length: 5 }, () => 1.1 * Math.exp(0.03 * normal())));
    return low <= 1.1 && 1.1 <= high;
  });
  const share = holds.filter(Boolean).length / holds.length;
  // Three standard errors of a share of 0.95 among 2000.
  expect(Math.abs(share - 0.95)).toBeLessThan(3 * Math.sqrt((0.95 * 0.05) / 2000));
});
