import { families } from '@lossmith/core/backend';
import { expect, test } from 'vitest';
import { compare } from '../compare.js';
import { ulpOf } from '../numbers.js';
import { inFloat16, isFloat16 } from './float16.js';
import { setsOf } from './sets.js';
import { exactValues } from './values.js';

test('float16 numbers are told from others', () => {
  for (const x of [0, -0, 1, -2049 / 2048 + 1 / 2048, 0.1015625, 65504, 2 ** -24, 3 * 2 ** -24, 1023 * 2 ** -24])
    expect(isFloat16(x), String(x)).toBe(true);
  for (const x of [0.1, 2049, 65536, 1e-9, 2 ** -25, 1 + 2 ** -11, Number.POSITIVE_INFINITY])
    expect(isFloat16(x), String(x)).toBe(false);
});

test('units of the last place of float16', () => {
  expect([1, 1.999, 2, 65504, 2 ** -14, 1e-6, 0].map((x) => ulpOf(x, 'float16'))).toEqual([
    2 ** -10,
    2 ** -10,
    2 ** -9,
    32,
    2 ** -24,
    2 ** -24,
    2 ** -24,
  ]);
});

const sets = inFloat16(setsOf(exactValues, 'float32', families));

test('many exact points have float16 numbers', () => {
  expect(sets.length).toBeGreaterThan(150);
  expect(sets.flatMap(({ points }) => points).length).toBeGreaterThan(1000);
});

test('the bar is half a unit of float16 wider, and does not end where numbers become small', () => {
  const numbers = sets.flatMap(({ points }) => points.flatMap(({ exact }) => exact.loss));
  const held = numbers.filter(({ value }) => value > 0 && value < 65504);
  for (const number of held) {
    const wanted = { ...number, output: 'loss', place: 'loss' };
    const half = ulpOf(number.value, 'float16') / 2;
    expect(compare(number.value + 0.999 * half, wanted, 'float16')).toEqual([]);
    expect(compare(number.value + 4 * half + 1.01 * (number.allowed ?? 0), wanted, 'float16')).toHaveLength(1);
  }
  expect(held.some(({ value }) => value < 2 ** -14)).toBe(true);
});
