import { expect, test } from 'vitest';
import { measure } from './measure.js';

/** 0 to 39: the highest 5 % are two, and the edge, the 0.95 quantile, is 37.05. */
const scores = Float64Array.from({ length: 40 }, (_, k) => k);
const changed = (changes: Readonly<Record<number, number>>) => scores.map((score, k) => changes[k] ?? score);

test('what is predicted as it is has no error', () => {
  expect(measure(scores, scores)).toEqual({ precision: 1, inside: 0, outside: 0 });
});

test('by hand: a false alarm and a miss count inside, other errors outside', () => {
  const { precision, inside, outside } = measure(changed({ 0: 50, 39: 36, 5: 6 }), scores);
  expect(precision).toBe(1 / 2);
  // 0 is predicted inside; 38 and 39 are inside; 39 is 3 too low.
  expect(inside).toBeCloseTo(Math.sqrt((50 ** 2 + 0 + 3 ** 2) / 3), 12);
  expect(outside).toBeCloseTo(Math.sqrt(1 / 37), 12);
});

test('precision looks at the order alone', () => {
  expect(
    measure(
      scores.map((score) => 0.01 * score - 9),
      scores,
    ).precision,
  ).toBe(1);
});
