import { losses } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '@tensorflow/tfjs-layers';
import { describe, expect, test } from 'vitest';
import { backends, useBackend } from '../test/backends.ts';
import { datasetOf } from '../test/dataset.ts';
import { expectClose, numbers } from '../test/numbers.ts';
import { compileTfjs } from './compile-tfjs.js';

const scores = [
  [1, 2, 0.5],
  [-1, 0.5, 0],
  [0.5, -1, 3],
  [2, 1, 1],
];
const labels = [0, 2, 1, 2];
const loss = compileTfjs(losses.softmax({ target: 'label' }));

/** A model that adds a row of zeros, to be learnt, to its input. */
function shifted(): keras.Sequential {
  const layer = keras.layers.dense({ units: 3, inputShape: [3], kernelInitializer: 'identity', trainable: true });
  const model = keras.sequential({ layers: [layer] });
  model.compile({ optimizer: tf.train.sgd(1), loss });
  return model;
}

const crossEntropies = scores.map((row, n) => Math.log(row.reduce((t, u) => t + Math.exp(u), 0)) - row[labels[n]!]!);
const biasGradient = [0, 1, 2].map(
  (k) =>
    scores.reduce(
      (t, row, n) => t + Math.exp(row[k]!) / row.reduce((s, u) => s + Math.exp(u), 0) - Number(labels[n] === k),
      0,
    ) / 4,
);

describe.each(backends)('labels on %s', (backend) => {
  useBackend(backend);
  const shapes = [
    ['int32', [4]],
    ['int32', [4, 1]],
    ['float32', [4]],
    ['float32', [4, 1]],
  ] as const;

  test.each(shapes)('of dtype %s and shape %j: one loss per row', (dtype, shape) => {
    const y = tf.tensor(labels, [...shape], dtype);
    expectClose(numbers(loss(y, tf.tensor2d(scores))), crossEntropies, 1e-6);
  });

  test.each(shapes)('of dtype %s and shape %j in fitDataset and evaluateDataset', async (dtype, shape) => {
    const model = shifted();
    const y = tf.tensor(labels, [...shape], dtype);
    const mean = crossEntropies.reduce((a, b) => a + b, 0) / 4;
    const evaluated = (await model.evaluateDataset(
      datasetOf(scores, y) as never,
      { batches: 1 } as never,
    )) as tf.Scalar;
    expectClose(numbers(evaluated), [mean], 1e-6);
    const { history } = await model.fitDataset(datasetOf(scores, y), { epochs: 1, verbose: 0, batchesPerEpoch: 1 });
    expectClose([history.loss![0] as number], [mean], 1e-6);
    expectClose(
      numbers(model.getWeights()[1]!),
      biasGradient.map((g) => -g),
      2e-6,
    );
  });

  // tfjs-layers 4.22 lets only its own sparseCategoricalCrossentropy have targets of another shape than the output.
  test('fit refuses them for any loss of one’s own, naming both shapes', async () => {
    const y = tf.tensor(labels, [4, 1], 'float32');
    await expect(shifted().fit(tf.tensor2d(scores), y, { epochs: 1, verbose: 0 })).rejects.toThrow(
      'target expected a batch of elements where each example has shape [3]',
    );
  });
});
