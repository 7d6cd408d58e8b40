import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { useBackend } from '../test/backends.ts';
import { numbers } from '../test/numbers.ts';
import { reductions, rows } from './gather.js';
import { sumRows } from './sums.js';

describe('parts of pairs', () => {
  useBackend('wasm');
  const summed = (x: tf.Tensor) =>
    tf.reshape(sumRows(tf.reshape(tf.transpose(x, [0, 2, 1]), [x.size / (x.shape[1] as number), -1])), [2, 1, -1]);

  test.each([1, 2, 15, 16, 17, 31, 256, 300])('%i of them, added up and the largest, leave nothing behind', (count) => {
    const part = (k: number) => tf.tensor3d([k, -k - 1, 1, 2, 0, (k * 7) % 11], [2, 1, 3]);
    const before = tf.memory().numTensors;
    const [sums, tops] = [reductions(summed), reductions((x) => tf.max(x, 1, true))];
    for (let k = 0; k < count; k += 1) {
      sums.add(part(k));
      tops.add(part(k));
    }
    const [sum, top] = [sums.finished(), tops.finished()];
    const all = Array.from({ length: count }, (_, k) => k);
    const total = all.reduce((x, y) => x + y, 0);
    const last = all.map((k) => (k * 7) % 11);
    expect(numbers(sum)).toEqual(
      [total, -total - count, count, 2 * count, 0, last.reduce((x, y) => x + y, 0)].map((x) => x + 0),
    );
    expect(numbers(top)).toEqual([count - 1, -1, 1, 2, 0, Math.max(...last)]);
    tf.dispose([sum, top]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('rows stand one tile behind the other', () => {
    const gathering = rows();
    for (const x of [tf.ones([2, 2, 1]), tf.zeros([2, 1, 1])]) gathering.add(x);
    expect(numbers(gathering.finished())).toEqual([1, 1, 0, 1, 1, 0]);
  });

  test('a long sum of equal numbers keeps its digits', () => {
    const sums = reductions(summed);
    for (let k = 0; k < 5000; k += 1) sums.add(tf.fill([2, 1, 1], 0.1));
    for (const x of numbers(sums.finished())) expect(Math.abs(x / (5000 * Math.fround(0.1)) - 1)).toBeLessThan(6e-7);
  });
});
