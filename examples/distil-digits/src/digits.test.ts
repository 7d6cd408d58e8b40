import { expect, test } from 'vitest';
import { loadDigits, PIXELS } from './digits.js';

const splitOf = loadDigits(1000);
const { train, validation, test: held } = splitOf(1);

test('parts of a seed are apart, and the same each time', () => {
  expect([train, validation, held].map(({ labels }) => labels.length)).toEqual([600, 150, 250]);
  const images = [train, validation, held].flatMap(({ pixels, labels }) =>
    Array.from(labels, (_, k) => pixels.subarray(k * PIXELS, (k + 1) * PIXELS).join()),
  );
  expect(new Set(images).size).toBe(1000);
  expect(splitOf(1).test.labels).toEqual(held.labels);
  expect(splitOf(2).test.labels).not.toEqual(held.labels);
});

test('every digit occurs, and pixels are shares of black', () => {
  expect([...new Set(train.labels)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(Math.min(...train.pixels)).toBe(0);
  expect(Math.max(...train.pixels)).toBeGreaterThan(0.9);
  expect(Math.max(...train.pixels)).toBeLessThanOrEqual(1);
});
