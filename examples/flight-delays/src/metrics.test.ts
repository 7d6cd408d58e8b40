import { array, assert, boolean, double, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { auc, measure, rmse, shareFlagged } from './metrics.js';

/** The definition: over all pairs of a positive and a negative, wins count one and ties a half. */
function aucByPairs(scores: readonly number[], positive: readonly boolean[]): number {
  const pairs = scores.flatMap((first, i) =>
    scores.flatMap((second, j) => (positive[i] && !positive[j] ? [Math.sign(first - second) / 2 + 0.5] : [])),
  );
  return pairs.reduce((sum, win) => sum + win, 0) / pairs.length;
}

test('auc agrees with counting every pair, many of them tied', () => {
  const flight = record({ score: integer({ min: 0, max: 6 }), late: boolean() });
  assert(
    property(array(flight, { minLength: 2, maxLength: 40 }), (flights) => {
      const scores = flights.map(({ score }) => score);
      const late = flights.map((one) => one.late);
      if (new Set(late).size < 2) return;
      expect(auc(scores, (index) => late[index]!)).toBeCloseTo(aucByPairs(scores, late), 12);
    }),
  );
});

test('auc of a perfect, a reversed and a blind ranking', () => {
  const isLate = (index: number) => index >= 2;
  expect(auc([1, 2, 3, 4], isLate)).toBe(1);
  expect(auc([4, 3, 2, 1], isLate)).toBe(0);
  expect(auc([1, 1, 1, 1], isLate)).toBe(0.5);
});

test('rmse looks at the chosen flights only', () => {
  expect(rmse([1, 5, 0], [0, 2, 100], (observed) => observed < 10)).toBeCloseTo(Math.sqrt((1 + 9) / 2), 12);
});

test('rmse of a constant error is that error', () => {
  const score = double({ min: -5, max: 5, noNaN: true });
  assert(
    property(array(score, { minLength: 1 }), score, (observed, error) => {
      const predicted = observed.map((value) => value + error);
      expect(rmse(predicted, observed, () => true)).toBeCloseTo(Math.abs(error), 9);
    }),
  );
});

test('measure counts alarms among flights that were not late and finds among those that were', () => {
  // Scores 0 and 1 are on time, 2 and 3 late; the edge is at 1.82.
  const metrics = measure([0, 2, 1, 3], [0, 1, 2, 3]);
  expect(metrics).toMatchObject({ falseAlarms: 0.5, found: 0.5, auc: 0.75 });
  expect(metrics.restRmse).toBeCloseTo(Math.SQRT1_2, 12);
  expect(shareFlagged([2, 2, 0], [0, 0, 0], () => true)).toBeCloseTo(2 / 3, 12);
});
