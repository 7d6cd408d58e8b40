import type * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

/** The values of a tensor as plain numbers, flat. */
export const numbers = (x: tf.Tensor): number[] => Array.from(x.dataSync());

/** Whether a float32 holds this value with all its digits. */
export const isNormal = (x: number): boolean => Math.abs(x) >= 2 ** -126 && Math.abs(x) <= 3.4028234e38;

/** Expects each value within `relative` of the largest expected magnitude among all, or of `least` if that is more. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, relative: number, least = 0): void {
  expect(actual.length).toBe(expected.length);
  const wanted = Array.from(expected);
  const scale = wanted.reduce((most, y) => Math.max(most, Math.abs(y)), least);
  Array.from(actual).forEach((x, k) => {
    if (Math.abs(x - wanted[k]!) <= relative * scale) return;
    const y = wanted[k] as number;
    expect(Math.abs(x - y), `[${k}] is ${x}, expected ${y}`).toBeLessThanOrEqual(relative * scale);
  });
}

/** Expects exact equality of float32 results, NaN equal to NaN and 0 to −0. */
export function expectSame(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(Array.from(actual, (x) => x + 0)).toEqual(Array.from(expected, (x) => x + 0));
}
