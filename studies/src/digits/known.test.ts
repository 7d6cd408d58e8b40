import { expect, test } from 'vitest';
import { knownOf } from './known.js';

test('the deviation is of all scores, the second score the median of images', () => {
  const rows = [
    [9, 1, -1, -1, -1, -1, -1, -1, -2, -2],
    [-3, 3, -3, 3, -3, 3, -3, 3, -3, 3],
    [0, -5, 5, 0, 0, -2, 2, 0, 0, 0],
  ];
  const squares = 96 + 90 + 58;
  const known = knownOf(Float32Array.from(rows.flat()));
  expect(known.deviation).toBeCloseTo(Math.sqrt(squares / 30), 12);
  // Of 1, 3 and 2.
  expect(known.second).toBe(2);
});
