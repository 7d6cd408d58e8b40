import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { compileBy, useBackend, ways } from '../test/backends.ts';
import { numbers } from '../test/numbers.ts';
import { links, losses } from './index.js';

const matching = losses.matching(links.sinh({ rate: 0.5 }));
const rows = losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' });

describe.each(ways)('tensors that end before the gradient is asked for, on %s by %s', (backend, execution) => {
  useBackend(backend);
  const compile = compileBy(execution);
  const values = [1, -0.5, 2, 0.25, 3, -1];

  test.each([
    ['scores', matching, [6], [6]],
    ['rows of classes', rows, [2, 3], [2]],
  ] as const)('target, weight and mask of %s', (_, loss, shape, examples) => {
    const f = compile(loss, { reduction: 'mean' });
    const data = () =>
      [
        tf.tensor([...values].reverse(), [...shape]),
        tf.tensor(values.slice(0, examples[0]).map(Math.abs), [...examples]),
        tf.tensor(
          values.slice(0, examples[0]).map((_, k) => Number(k !== 1)),
          [...examples],
          'bool',
        ),
      ] as const;
    const [target, weight, mask] = data();
    const brief = (x: tf.Tensor) => {
      const [ownTarget, ownWeight, ownMask] = data();
      const value = f(ownTarget, x, ownWeight, ownMask);
      tf.dispose([ownTarget, ownWeight, ownMask] as tf.Tensor[]);
      // What comes next may take the memory that has become free.
      tf.dispose(tf.fill([6], 1000));
      return value;
    };
    const lasting = (x: tf.Tensor) => f(target, x, weight, mask);
    const x = tf.tensor(values, [...shape]);
    const twice = (g: (y: tf.Tensor) => tf.Tensor) => numbers(tf.grad((y) => tf.grad(g)(y))(x, tf.onesLike(x)));
    expect(numbers(tf.grad(brief)(x))).toEqual(numbers(tf.grad(lasting)(x)));
    expect(twice(brief)).toEqual(twice(lasting));
  });

  test('parts of tensors that are gone, and their memory used again', () => {
    const f = compile(matching, { reduction: 'none' });
    const [target, x] = [tf.tensor1d(values), tf.tensor1d([...values].reverse())];
    const expected = numbers(f.parts(target, x).gradient);
    const { gradient } = f.parts(target, x);
    tf.dispose([target, x]);
    const next = [tf.fill([6], 7), tf.fill([6], 8)];
    expect(numbers(gradient)).toEqual(expected);
    tf.dispose(next);
  });
});
