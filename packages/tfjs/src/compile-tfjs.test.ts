import { evaluate, links, losses } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { backends, useBackend } from '../test/backends.ts';
import { expectClose, expectSame, numbers } from '../test/numbers.ts';
import { compileTfjs } from './compile-tfjs.js';

const wave = (count: number, shift: number) =>
  Array.from({ length: count }, (_, k) => Math.fround(2 * Math.sin(k + shift)));
const sinh = losses.matching(links.sinh({ rate: 0.5 }));
const reductions = ['example', 'none', 'sum', 'mean'] as const;

describe.each(backends)('compileTfjs on %s', { timeout: 60_000 }, (backend) => {
  useBackend(backend);

  test('gives what evaluate gives, in the example of the README', () => {
    const loss = losses.matching(links.sinh({ rate: 0.5, center: 3 }));
    const [predicted, target] = [
      [1, 2],
      [1.5, 2],
    ];
    const exact = evaluate(loss, { predicted, target });
    const found = compileTfjs(loss).parts(tf.tensor1d(target), tf.tensor1d(predicted));
    for (const name of ['loss', 'gradient', 'hessian'] as const) expectClose(numbers(found[name]), exact[name], 1e-6);
  });

  test.each([1, 255, 257, 65537])('%i entries, and as many rows', (count) => {
    tf.tidy(() => {
      for (const [loss, shape] of [
        [sinh, [count]],
        [losses.softmax(), [count, 3]],
      ] as const) {
        const size = shape.reduce((x, y) => x * y, 1);
        const [predicted, target] = [wave(size, 0), wave(size, 0.3)];
        const exact = evaluate(loss, {
          predicted: Float64Array.from(predicted),
          target: Float64Array.from(target),
          shape,
        });
        const [s, x] = [tf.tensor(target, [...shape]), tf.tensor(predicted, [...shape])];
        const found = compileTfjs(loss, { reduction: 'none' }).parts(s, x);
        for (const name of ['loss', 'gradient', 'hessian'] as const)
          expectClose(numbers(found[name]), exact[name], 3e-6);
        const mean = exact.loss.reduce((a, b) => a + b, 0) / count;
        expectClose(numbers(compileTfjs(loss, { reduction: 'mean' })(s, x)), [mean], 1e-6);
      }
    });
  });

  test.each([[[0]], [[0, 3]], [[2, 0]]])('a batch of shape %j has no entries and keeps its shapes', (shape) => {
    const x = tf.zeros(shape);
    for (const reduction of reductions) {
      const f = compileTfjs(sinh, { reduction });
      expect(f(x, x).shape).toEqual({ example: shape.slice(0, 1), none: shape, sum: [], mean: [] }[reduction]);
      expect(tf.grad((y) => f(x, y))(x).shape).toEqual(shape);
      expect(
        Object.values(f.parts(x, x))
          .slice(1)
          .map((part) => part.shape),
      ).toEqual([shape, shape]);
    }
    expect(compileTfjs(losses.softmax())(tf.zeros([0, 3]), tf.zeros([0, 3])).shape).toEqual([0]);
  });

  test('the sum and the mean of no losses are 0', () => {
    tf.dispose(tf.fill([64], 7));
    for (const shape of [[0], [0, 3], [2, 0]]) {
      const x = tf.zeros(shape);
      expectSame(numbers(compileTfjs(sinh, { reduction: 'sum' })(x, x)), [0]);
      expectSame(numbers(compileTfjs(sinh, { reduction: 'mean' })(x, x)), [0]);
      expectSame(numbers(compileTfjs(sinh)(x, x)), Array(shape[0]).fill(0));
      expectSame(numbers(compileTfjs(sinh, { reduction: 'mean' })(x, x, x)), [0]);
    }
  });

  test('a scalar is one example', () => {
    for (const reduction of reductions) {
      const found = compileTfjs(losses.matching(links.identity()), { reduction }).parts(
        tf.scalar(1),
        tf.scalar(4),
        tf.scalar(2),
      );
      const parts = [found.loss, found.gradient, found.hessian].map((x) => [...x.shape, ...numbers(x)]);
      expect(parts).toEqual(reduction === 'mean' ? [[4.5], [3], [1]] : [[9], [6], [2]]);
    }
  });

  test('a target of any dtype is data', () => {
    const f = compileTfjs(losses.matching(links.identity()), { reduction: 'none' });
    const x = tf.tensor1d([0.5, 2]);
    expect(numbers(f(tf.tensor1d([1, 0], 'int32'), x))).toEqual([0.125, 2]);
    expect(numbers(f(tf.tensor1d([1, 0], 'bool'), x))).toEqual([0.125, 2]);
  });
});

test('one compiled loss follows the tfjs backend in use', async () => {
  const f = compileTfjs(losses.matching(links.softplus()), { reduction: 'none' });
  const exact = evaluate(losses.matching(links.softplus()), { predicted: [1, -20, 3], target: [1.5, -19, -3] });
  for (const backend of ['cpu', 'wasm', 'cpu', 'wasm']) {
    await tf.setBackend(backend);
    const found = f.parts(tf.tensor1d([1.5, -19, -3]), tf.tensor1d([1, -20, 3]));
    for (const name of ['loss', 'gradient', 'hessian'] as const)
      for (const [k, value] of numbers(found[name]).entries()) expectClose([value], [exact[name][k]!], 6e-6);
  }
  await tf.setBackend('cpu');
  const [s, x] = [tf.tensor1d([1.5, -19, -3]), tf.tensor1d([1, -20, 3])];
  await tf.setBackend('wasm');
  expectClose(numbers(f(s, x)), exact.loss, 6e-6);
});
