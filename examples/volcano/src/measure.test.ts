import { expect, test } from 'vitest';
import { edgeOf, errorsOf } from './measure.js';

/** Heights 1 to 10 and one of 100: the edge of the highest tenth is at 10. */
const terrain = { width: 11, height: 1, heights: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100] };
const none = Int32Array.of();

test('the edge is the 0.9 quantile', () => {
  expect(edgeOf(terrain)).toBe(10);
});

test('by hand: what is in the highest tenth, or is put there, matters', () => {
  // The first cell is put into the highest tenth, 19 too high; the last is 10 too low; the second, 1 too high, matters to nobody but the rest.
  const predicted = [20, 3, 3, 4, 5, 6, 7, 8, 9, 10, 90];
  const { matters, highest, rest } = errorsOf(predicted, terrain, none);
  expect(matters).toBeCloseTo(Math.sqrt((19 ** 2 + 0 + 10 ** 2) / 3), 12);
  expect(highest).toBeCloseTo(Math.sqrt(10 ** 2 / 2), 12);
  expect(rest).toBeCloseTo(Math.sqrt((19 ** 2 + 1) / 9), 12);
});

test('surveyed cells do not count', () => {
  const predicted = [50, ...terrain.heights.slice(1)];
  expect(errorsOf(predicted, terrain, Int32Array.of(0))).toEqual({ matters: 0, highest: 0, rest: 0 });
  expect(errorsOf(predicted, terrain, none).matters).toBeGreaterThan(20);
});
