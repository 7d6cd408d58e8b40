import { evaluate, links, losses } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '@tensorflow/tfjs-layers';
import { describe, expect, test } from 'vitest';
import { backends, useBackend } from '../test/backends.ts';
import { expectClose, numbers } from '../test/numbers.ts';
import { compileTfjs } from './compile-tfjs.js';

const rankNet = losses.pairwise(links.sigmoid(), { target: 'relevance' });

/** Two lists of three items with two features each; the second list is tied. */
const features = [
  [
    [1, 0.5],
    [-0.5, 1],
    [0.25, -1],
  ],
  [
    [0.5, 0.5],
    [1, -1],
    [-1, 0.25],
  ],
];
const relevance = [
  [2, 1, 0],
  [1, 1, 1],
];
const start = [0.25, -0.5];

/** The same weights for every item: [lists, items, features] becomes rows of scores, [lists, items]. */
function scorer(loss: ReturnType<typeof compileTfjs>): keras.Sequential {
  const model = keras.sequential({
    layers: [
      keras.layers.dense({ units: 1, useBias: false, inputShape: [3, 2] }),
      keras.layers.reshape({ targetShape: [3] }),
    ],
  });
  model.setWeights([tf.tensor2d(start, [2, 1])]);
  model.compile({ optimizer: tf.train.sgd(0.5), loss, metrics: [loss] });
  return model;
}

const scoresBy = (weights: readonly number[]) =>
  features.map((list) => list.map(([a, b]) => a! * weights[0]! + b! * weights[1]!));

describe.each(backends)('rows of items in Keras on %s', { timeout: 60_000 }, (backend) => {
  useBackend(backend);

  test('fit takes the step of the mean over lists, of which Keras counts all', async () => {
    const model = scorer(compileTfjs(rankNet));
    const { loss, gradient } = evaluate(rankNet, { predicted: scoresBy(start), target: relevance });
    const stepped = start.map((w, n) => {
      const slope = features.flat().reduce((total, x, k) => total + x[n]! * gradient[k]!, 0);
      return w - (0.5 * slope) / 2;
    });
    const { history } = await model.fit(tf.tensor3d(features), tf.tensor2d(relevance), {
      epochs: 1,
      batchSize: 2,
      shuffle: false,
      verbose: 0,
    });
    expectClose([history.loss![0] as number], [loss[0]! / 2], 1e-6);
    expect(Object.keys(history)).toContain('pairwise');
    expectClose(numbers(model.getWeights()[0]!), stepped, 1e-6);
  });

  test('training puts the items in order', async () => {
    const model = scorer(compileTfjs(rankNet));
    await model.fit(tf.tensor3d(features), tf.tensor2d(relevance), { epochs: 60, verbose: 0 });
    const [first, second, third] = numbers(model.predict(tf.tensor3d(features)) as tf.Tensor);
    expect(first).toBeGreaterThan(second!);
    expect(second).toBeGreaterThan(third!);
  });

  test('an optimizer orders lists of unequal length by LambdaRank, masked where they end', () => {
    const loss = losses.pairwise(links.sigmoid(), { target: 'relevance', pairWeight: 'lambda' });
    const f = compileTfjs(loss, { reduction: 'mean' });
    const scores = tf.variable(tf.zeros([2, 4]));
    const grades = [2, 0, 1, 3, 0, 1, 0, 0];
    const [target, mask] = [tf.tensor2d(grades, [2, 4]), tf.tensor2d([1, 1, 1, 1, 1, 1, 0, 0], [2, 4], 'bool')];
    const inputs = {
      gain: tf.tensor2d(
        grades.map((grade) => 2 ** grade - 1),
        [2, 4],
      ),
      discount: tf.tensor2d(
        grades.map((_grade, k) => 1 / Math.log2(2 + (k % 4))),
        [2, 4],
      ),
    };
    const optimizer = tf.train.adam(0.1);
    const values = Array.from({ length: 60 }, () => {
      const value = optimizer.minimize(() => f(target, scores, undefined, mask, inputs) as tf.Scalar, true);
      return numbers(value as tf.Scalar)[0] as number;
    });
    expect(values[0]).toBeCloseTo(Math.log(2), 5);
    expect(values.at(-1)).toBeLessThan(0.1);
    const found = numbers(scores);
    for (const [higher, lower] of [
      [3, 0],
      [0, 2],
      [2, 1],
      [5, 4],
    ] as const)
      expect(found[higher]).toBeGreaterThan(found[lower]!);
    expect(found.slice(6)).toEqual([0, 0]);
  });
});
