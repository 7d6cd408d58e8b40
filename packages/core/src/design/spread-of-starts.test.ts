import { expect, test } from 'vitest';
import { spreadOfStarts } from './spread-of-starts.js';

test('by hand: the square root of the mean variance in each bin', () => {
  const rows = spreadOfStarts({
    predictions: [
      [1, 2, 5],
      [3, 2, 5],
      [5, 8, 5],
    ],
    target: [0, 0.5, 9],
    edges: [1, 10],
  });
  // Variances 4, 12 and 0.
  expect(rows).toEqual([
    { from: -Infinity, to: 1, count: 2, spread: Math.sqrt(8) },
    { from: 1, to: 10, count: 1, spread: 0 },
    { from: 10, to: Infinity, count: 0, spread: Number.NaN },
  ]);
});

test.each([
  [
    { predictions: [[1]], target: [1] },
    'predictions are of fewer than two models; give a list of scores for each start',
  ],
  [{ predictions: [[1], [1, 2]], target: [1] }, 'predictions[1] has shape [2], but [1] is needed'],
  [{ predictions: [[1], [Number.NaN]], target: [1] }, 'predictions[1][0] = NaN: not finite'],
  [{ predictions: [[1], [2]], target: [] }, 'target holds no score'],
])('refuses %o', (wrong, message) => {
  expect(() => spreadOfStarts(wrong)).toThrow(message);
});
