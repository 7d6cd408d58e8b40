import { evaluate, type Loss, links, losses } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { compileBy, useBackend, ways } from '../test/backends.ts';
import { expectClose, numbers } from '../test/numbers.ts';

const predicted = [
  [-1.5, -2.25],
  [-3, -0.5],
  [-0.25, -0.25],
];
const reference = [
  [-1.75, -2],
  [-1, -1.5],
  [-0.5, -2],
];
const gap = [0.5, -1, 2];

const labelled: readonly (readonly [string, Loss])[] = [
  ['DPO', losses.preference(links.sigmoid(), { beta: 0.5 })],
  ['cDPO', losses.preference(links.sigmoid(), { beta: 0.5, labelSmoothing: 0.125 })],
  ['a constant gap', losses.preference(links.identity({ amplitude: 2 }), { target: 'gap', gap: 0.5 })],
  ['f-DPO', losses.preference(links.sigmoid(), { transform: links.exp({ rate: 0.5 }) })],
];

describe.each(ways)('preferences on %s by %s', { timeout: 60_000 }, (backend, execution) => {
  useBackend(backend);
  const compile = compileBy(execution);
  const tensors = () => [tf.tensor2d(predicted), tf.tensor2d(reference)] as const;

  test.each(labelled)('%s with a reference, and without one, which is a reference of 0', (_, loss) => {
    const f = compile(loss, { reduction: 'mean' });
    const [x, ref] = tensors();
    for (const given of [undefined, { reference: ref }]) {
      const exact = evaluate(loss, { predicted, ...(given && { reference }) }, { reduction: 'mean' });
      const parts = f.parts(undefined, x, undefined, undefined, given);
      expectClose(numbers(parts.loss), exact.loss, 2e-6);
      expectClose(numbers(parts.gradient), exact.gradient, 4e-6);
      expectClose(numbers(parts.hessian), exact.hessian, 4e-6);
      const gradient = tf.grad((y: tf.Tensor) => f(null, y, null, null, given))(x);
      expectClose(numbers(gradient), exact.gradient, 4e-6);
    }
  });

  test.each(labelled)('%s does not look at yTrue, which Keras always gives', (_, loss) => {
    const f = compile(loss);
    const [x, ref] = tensors();
    const own = numbers(f(undefined, x, undefined, undefined, { reference: ref }));
    for (const yTrue of [tf.fill([3, 2], Number.NaN), tf.tensor1d([1, 2], 'int32')])
      expect(numbers(f(yTrue, x, undefined, undefined, { reference: ref }))).toEqual(own);
  });

  test('observed gaps are yTrue, one per example; weights and masks count', () => {
    const loss = losses.preference(links.sinh(), { beta: 0.5, target: 'gap' });
    const [x, ref] = tensors();
    const [weight, mask] = [
      [2, 1, 3],
      [1, 1, 0],
    ];
    const exact = evaluate(loss, { predicted, reference, target: gap, weight, mask }, { reduction: 'mean' });
    const parts = compile(loss, { reduction: 'mean' }).parts(
      tf.tensor1d(gap),
      x,
      tf.tensor1d(weight),
      tf.tensor1d(mask, 'bool'),
      { reference: ref },
    );
    expectClose(numbers(parts.loss), exact.loss, 2e-6);
    expectClose(numbers(parts.gradient), exact.gradient, 4e-6);
  });

  test('a pair of which one is masked counts nothing', () => {
    const loss = losses.preference(links.sigmoid());
    const mask = [
      [1, 1],
      [0, 1],
      [1, 1],
    ];
    const exact = evaluate(loss, { predicted, mask }, { reduction: 'mean' });
    const [x] = tensors();
    const kept = tf.tensor2d(mask, [3, 2], 'bool');
    expectClose(numbers(compile(loss, { reduction: 'mean' })(undefined, x, undefined, kept)), exact.loss, 2e-6);
    expect(numbers(compile(loss)(undefined, x, undefined, kept))[1]).toBe(0);
  });

  test('what flows back twice is β²·h′ of the lead', () => {
    const f = compile(losses.preference(links.sigmoid(), { beta: 0.5 }), { reduction: 'sum' });
    const [x] = tensors();
    const along = tf.tensor2d([1, 0, 1, 0, 1, 0], [3, 2]);
    const second = numbers(tf.grad((y: tf.Tensor) => tf.grad((z: tf.Tensor) => f(null, z))(y))(x, along));
    const slopes = predicted.map(([chosen, rejected]) => {
      const q = 1 / (1 + Math.exp(-0.5 * ((chosen as number) - (rejected as number))));
      return 0.25 * q * (1 - q);
    });
    expectClose(
      second,
      slopes.flatMap((slope) => [slope, -slope]),
      4e-6,
    );
  });
});

test('what a reference is to be is said where it is not', () => {
  const f = compileBy('ops')(losses.preference(links.sigmoid()));
  const x = tf.tensor2d(predicted);
  expect(() => f(null, x, null, null, { reference: tf.tensor1d([1, 2, 3]) })).toThrow('reference');
  expect(() => f(null, tf.zeros([2, 3]))).toThrow('give as many on the last axis');
  expect(() => f(null, x, null, null, { refrence: x })).toThrow('refrence is no input of this loss');
});
