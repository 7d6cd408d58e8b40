import { expect, test } from 'vitest';
import { halfBits, halfValue } from './half.js';

test('every float16 number comes back as it was', () => {
  for (let bits = 0; bits < 0x10000; bits += 1) {
    const value = halfValue(bits);
    if (Number.isNaN(value)) expect(halfBits(value) & 0x7e00).toBe(0x7e00);
    else expect(halfBits(value)).toBe(bits);
  }
});

test('numbers between go to the nearest, ties to even, and beyond the range to infinity', () => {
  expect([2049, 2051, 2050.5, 65519.9, 65520, -1e9].map((x) => halfValue(halfBits(x)))).toEqual([
    2048,
    2052,
    2050,
    65504,
    Infinity,
    -Infinity,
  ]);
  expect([2 ** -25, 1.5 * 2 ** -24, 2 ** -24 * 2.5].map((x) => halfValue(halfBits(x)) * 2 ** 24)).toEqual([0, 2, 2]);
});
