import { describe, expect, test } from 'vitest';
import { largestOf, roundingOf, show, smallestNormal, ulpOf } from './numbers.js';

/** The float32 after a positive one. */
function next(x: number): number {
  const bits = new Uint32Array(new Float32Array([x]).buffer);
  bits[0] = (bits[0] as number) + 1;
  return new Float32Array(bits.buffer)[0] as number;
}

describe('the unit in the last place of a float32', () => {
  const places = [2 ** -149, 2 ** -130, 2 ** -126, 1e-30, 0.1, 0.5, 0.99999994, 1, 1.5, 2, 3, 2 ** 23, 2 ** 24, 1e38];

  test.each(places.map(Math.fround))('at %d is the distance to the next', (x) => {
    expect(ulpOf(x, 'float32')).toBe(next(x) - x);
    expect(ulpOf(-x, 'float32')).toBe(next(x) - x);
  });

  test('just below a power of two is half of that at it', () => {
    for (let exponent = -125; exponent <= 127; exponent += 1) {
      const power = 2 ** exponent;
      expect(ulpOf(power, 'float32')).toBe(2 ** (exponent - 23));
      expect(ulpOf(power * (1 - 2 ** -24), 'float32')).toBe(2 ** (exponent - 24));
    }
  });

  test('of 0 and of subnormal numbers is the smallest number', () => {
    for (const x of [0, -0, 2 ** -149, 3e-42, 1e-60]) expect(ulpOf(x, 'float32')).toBe(2 ** -149);
  });
});

test('the unit in the last place of a float64', () => {
  expect(ulpOf(1, 'float64')).toBe(Number.EPSILON);
  expect(ulpOf(1 - 2 ** -53, 'float64')).toBe(Number.EPSILON / 2);
  expect(ulpOf(0, 'float64')).toBe(Number.MIN_VALUE);
  expect(ulpOf(Number.MIN_VALUE, 'float64')).toBe(Number.MIN_VALUE);
  expect(ulpOf(Number.MAX_VALUE, 'float64')).toBe(2 ** 971);
  for (let exponent = -1021; exponent <= 1023; exponent += 1) {
    expect(ulpOf(2 ** exponent * (1 - 2 ** -53), 'float64')).toBe(2 ** (exponent - 53));
  }
});

test('the ends of each precision, and what rounding moves', () => {
  expect(largestOf('float32')).toBe(Math.fround(3.4028234663852886e38));
  expect(Math.fround(largestOf('float32') * (1 + 2 ** -24))).toBe(Number.POSITIVE_INFINITY);
  expect(largestOf('float64')).toBe(Number.MAX_VALUE);
  expect(smallestNormal('float32')).toBe(2 ** -126);
  expect(smallestNormal('float64')).toBe(2 ** -1022);
  expect(roundingOf('float32')).toBe(2 ** -24);
  expect(roundingOf('float64')).toBe(2 ** -53);
});

test('a number is shown with the digits that tell float32 apart', () => {
  expect(show(Math.fround(0.1))).toBe('0.100000001');
  expect(Math.fround(Number(show(next(1))))).toBe(next(1));
  expect([0, -0, Number.NaN, Number.NEGATIVE_INFINITY].map(show)).toEqual(['0', '-0', 'NaN', '-Infinity']);
});
