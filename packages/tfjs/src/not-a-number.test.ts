import { links, losses } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { backends, useBackend } from '../test/backends.ts';
import { oneOfEachKind, tensorsOf, titleOf } from '../test/golden.ts';
import { numbers } from '../test/numbers.ts';
import { compileTfjs, type TfjsLoss } from './compile-tfjs.js';
import { parseLoss } from './index.js';

/** The same tensor with NaN for the first number of the second entry. */
function spoilt(x: tf.Tensor): tf.Tensor {
  const values = Float32Array.from(x.dataSync());
  values[x.size / x.shape[0]!] = Number.NaN;
  return tf.tensor(values, x.shape, 'float32');
}

const entriesOf = (x: tf.Tensor) => tf.unstack(x).map((entry) => numbers(entry));
const isNaNAlone = (found: number[][], before: number[][]) =>
  found.flatMap((entry, k) =>
    k !== 1 && entry.some((v, n) => !Object.is(v, before[k]![n])) ? [`entry ${k} changed`] : [],
  );

describe.each(backends)('NaN in the data on %s', (backend) => {
  useBackend(backend);
  const titled = oneOfEachKind.map((golden) => [titleOf(golden.loss), golden] as const);

  test.each(titled)('stays in its entry, for class losses in its row: %s', (_, golden) => {
    tf.tidy(() => {
      const loss = parseLoss(golden.loss);
      const f = compileTfjs(loss, { reduction: 'none' });
      const { predicted, target } = tensorsOf(golden);
      const whole = f.parts(target, predicted);
      for (const [s, x] of [
        [target, spoilt(predicted)],
        [spoilt(target), predicted],
      ] as const) {
        const parts = f.parts(s, x);
        const gradient = tf.grad((z) => f(s, z))(x);
        expect(entriesOf(parts.loss)[1]).toEqual([Number.NaN]);
        // Without coupling the other classes of the row have their own gradients.
        expect(
          entriesOf(parts.gradient)[1]!
            .slice(0, loss.coupled ? undefined : 1)
            .every(Number.isNaN),
        ).toBe(true);
        expect(numbers(gradient)).toEqual(numbers(parts.gradient));
        for (const name of ['loss', 'gradient', 'hessian'] as const)
          expect(isNaNAlone(entriesOf(parts[name]), entriesOf(whole[name]))).toEqual([]);
      }
    });
  });
});

describe.each(backends)('targets that are none on %s', (backend) => {
  useBackend(backend);

  /** Which entries of loss and of gradient are NaN. */
  const broken = (f: TfjsLoss, target: tf.Tensor, predicted: tf.Tensor) =>
    tf.tidy(() => {
      const parts = f.parts(target, predicted);
      const gradient = tf.grad((x) => f(target, x))(predicted);
      const found = [parts.loss, parts.gradient, gradient].map((x) =>
        entriesOf(x).flatMap<number | string>((entry, k) =>
          entry.every(Number.isNaN) ? [k] : entry.some(Number.isNaN) ? [`part of ${k}`] : [],
        ),
      );
      expect(found[1]).toEqual(found[0]);
      expect(found[2]).toEqual(found[0]);
      return found[0] as (number | string)[];
    });
  const none = (loss: Parameters<typeof compileTfjs>[0]) => compileTfjs(loss, { reduction: 'none' });

  test.each([
    ['sigmoid', links.sigmoid(), [0, 1, 0.5, -0.001, 1.001], [3, 4]],
    ['tanh', links.tanh({ amplitude: 2 }), [-2, 2, 0, -2.01, 2.01], [3, 4]],
    ['arctan', links.arctan(), [1.5, -1.5, 0, 1.58, -1.58], [3, 4]],
    ['softsign', links.softsign(), [0.9, -0.9, 0, 1.01, -1.01], [3, 4]],
    ['exp', links.exp(), [0, 1, 5, -0.001, -9], [3, 4]],
    ['clip', links.clip({ threshold: 1 }), [-1, 1, 0, 1.01, -1.01], [3, 4]],
    ['mirror of exp', links.mirror(links.exp()), [0, -1, -5, 0.001, 9], [3, 4]],
    ['sinh', links.sinh(), [-1e6, 1e6, 0, 1, -1], []],
  ] as const)('an output outside the range of %s gives NaN in its entry alone', (_, link, outputs, bad) => {
    const f = none(losses.matching(link, { target: 'output' }));
    expect(broken(f, tf.tensor1d([...outputs]), tf.tensor1d([0.5, -1, 2, 0.25, 1]))).toEqual(bad);
  });

  test('an output of a class outside the range gives NaN in its row', () => {
    const f = none(losses.perClass(links.sigmoid(), { target: 'output' }));
    expect(
      broken(
        f,
        tf.tensor2d([
          [0, 1],
          [0.5, 1.5],
          [-0.5, 0.5],
        ]),
        tf.zeros([3, 2]),
      ),
    ).toEqual([1, 2]);
  });

  test.each(['int32', 'float32'] as const)('a label (%s) that is no class gives NaN in its row', (dtype) => {
    const labels = dtype === 'int32' ? [0, 3, 2, -1, 1] : [0, 3, 2, 0.5, 1];
    const scores = tf.tensor2d(
      Array.from({ length: 15 }, (_, k) => Math.sin(k)),
      [5, 3],
    );
    for (const loss of [
      losses.softmax({ target: 'label' }),
      losses.compositeSoftmax(links.sinh(), { form: 'divergence', target: 'label' }),
    ])
      expect(broken(none(loss), tf.tensor1d(labels, dtype), scores)).toEqual([1, 3]);
  });

  test('a row of probabilities that is none gives NaN in its row', () => {
    const examples = [
      [0.5, 0.5],
      [0.5, 0.5002],
      [1, 0],
      [1.5, -0.5],
      [0.50004, 0.50004],
      [0.2, 0.7],
    ];
    const f = none(losses.softmax({ target: 'probability' }));
    expect(broken(f, tf.tensor2d(examples), tf.zeros([6, 2]))).toEqual([1, 3, 5]);
  });
});
