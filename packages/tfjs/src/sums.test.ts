import { evaluate, links, losses } from '@lossmith/core';
import { inputOf } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { backends, useBackend } from '../test/backends.ts';
import { expectClose, numbers } from '../test/numbers.ts';
import { compileTfjs } from './compile-tfjs.js';
import { sumAll, sumRows } from './sums.js';

const squared = losses.matching(links.identity());
const tenth = Math.fround(0.1);

describe.each(backends)('sums in blocks on %s', (backend) => {
  useBackend(backend);

  test.each([1, 63, 64, 65, 255, 257, 4095, 4097, 65537])('of %i entries, and of rows of so many', (count) => {
    const values = Array.from({ length: 2 * count }, (_, k) => (k % 7) - 3);
    const total = (from: number, to: number) => values.slice(from, to).reduce((x, y) => x + y, 0);
    const sums = tf.tidy(() => numbers(sumRows(tf.tensor2d(values, [2, count]))));
    expect(sums.map((x) => x + 0)).toEqual([total(0, count), total(count, 2 * count)]);
    expect(numbers(sumAll(tf.tensor1d(values)))[0]! + 0).toBe(total(0, 2 * count));
  });

  // The wasm backend's own sum over an axis of length 0 is whatever lay in memory.
  test('of no entries are 0', () => {
    tf.dispose(tf.fill([64], 7));
    expect(numbers(sumRows(tf.zeros([3, 0])))).toEqual([0, 0, 0]);
    expect(numbers(sumAll(tf.zeros([0])))).toEqual([0]);
  });
});

describe('large data on wasm', { timeout: 60_000 }, () => {
  useBackend('wasm');

  test('means and sums over 10⁷ entries', () => {
    tf.tidy(() => {
      const predicted = tf.fill([1e7], 0.1);
      const target = tf.zeros([1e7]);
      const mean = compileTfjs(squared, { reduction: 'mean' });
      expectClose(numbers(mean(target, predicted)), [tenth ** 2 / 2], 1e-6);
      const total = compileTfjs(squared, { reduction: 'sum' });
      expectClose(numbers(total(target, predicted)), [1e7 * (tenth ** 2 / 2)], 1e-6);
      const example = compileTfjs(squared);
      const halves = example(tf.reshape(target, [2, 5e6]), tf.reshape(predicted, [2, 5e6]));
      expectClose(numbers(halves), [tenth ** 2 / 2, tenth ** 2 / 2], 1e-6);
    });
  });

  // Blocks of equal numbers all round the same way: with 64 of them the worst of these is 1.9e-6 off.
  test('means over 10⁷ equal losses, whatever they are, and over equal weights', () => {
    tf.tidy(() => {
      const mean = compileTfjs(squared, { reduction: 'mean' });
      const target = tf.zeros([1e7]);
      for (const loss of [1.025, 1.25, 1.55, 1.875]) {
        const score = Math.fround(Math.sqrt(2 * loss));
        expectClose(numbers(mean(target, tf.fill([1e7], score))), [score ** 2 / 2], 1e-6);
      }
      const weighted = mean(target, tf.fill([1e7], 0.1), tf.fill([1e7], 1.7));
      expectClose(numbers(weighted), [tenth ** 2 / 2], 1e-6);
    });
  });

  test('a mean over 10⁷ different entries, and its gradient', () => {
    const scores = new Float32Array(1e7);
    let expected = 0;
    for (let k = 0; k < 1e7; k += 1) {
      scores[k] = ((k * 7919) % 10007) / 5000 - 0.75;
      expected += scores[k]! ** 2 / 2e7;
    }
    tf.tidy(() => {
      const f = compileTfjs(squared, { reduction: 'mean' });
      const { value, grad } = tf.valueAndGrad((x) => f(tf.zeros([1e7]), x))(tf.tensor1d(scores));
      expectClose(numbers(value), [expected], 1e-6);
      const gradient = grad.dataSync();
      for (const k of [0, 1, 123_456, 9_999_999]) expect(gradient[k]! * 1e7).toBeCloseTo(scores[k]!, 6);
    });
  });

  const items = 100_003;
  const examples = (shift: number) =>
    Array.from({ length: 2 }, (_, row) =>
      Array.from({ length: items }, (_, k) => Math.fround(Math.sin(k * (row + 1) + shift))),
    );

  test.each([
    ['perClass identity', losses.perClass(links.identity())],
    ['perClass sigmoid', losses.perClass(links.sigmoid())],
    ['softmax', losses.softmax()],
    ['compositeSoftmax matching', losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' })],
    ['softmax label', losses.softmax({ target: 'label' })],
  ])('rows of 100,003 classes: %s', (_, loss) => {
    const label = inputOf(loss, 'target')?.kind === 'label';
    const [predicted, target] = [examples(0), label ? [17, 100_002] : examples(0.25)];
    const exact = evaluate(loss, { predicted, target } as Parameters<typeof evaluate>[1]);
    tf.tidy(() => {
      const f = compileTfjs(loss, { reduction: 'none' });
      const s = label ? tf.tensor1d(target as number[], 'int32') : tf.tensor2d(target as number[][]);
      const found = f.parts(s, tf.tensor2d(predicted));
      for (const [row, value] of numbers(found.loss).entries()) expectClose([value], [exact.loss[row]!], 1e-6);
      expectClose(found.gradient.dataSync(), exact.gradient, 4e-6);
    });
  });
});
