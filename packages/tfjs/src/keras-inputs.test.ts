import { input, makeLoss, multiply, square, subtract, targetInput } from '@lossmith/core/family';
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '@tensorflow/tfjs-layers';
import { describe, expect, test } from 'vitest';
import { backends, useBackend } from '../test/backends.ts';
import { datasetOf } from '../test/dataset.ts';
import { expectClose, numbers } from '../test/numbers.ts';
import { compileTfjs } from './compile-tfjs.js';

const error = subtract(input('predicted'), input('target'));

/** ½·g·(ŝ − t)², with a gain g that each example brings along. */
const gained = makeLoss(
  {
    kind: 'gained',
    keys: {},
    build: () => ({
      axes: '' as const,
      coupled: false,
      inputs: [targetInput('number', ''), targetInput('number', '', 'gain')],
      expressions: {
        loss: multiply(multiply(square(error), input('gain')), 0.5),
        gradient: multiply(error, input('gain')),
        hessian: input('gain'),
      },
      plainGradient: multiply(error, input('gain')),
    }),
  },
  {},
);

const f = compileTfjs(gained);
const features = [[1], [-2], [0.5], [3]];
const [targets, weights, gains, mask] = [
  [0, 1, -1, 0.5],
  [1, 0.5, 0, 2],
  [2, 1, 4, 0.25],
  [1, 1, 1, 0],
];
const start = 0.5;

/** Of each example, at the first weight: what its loss is, and the slope of that by the weight. */
const errors = features.map(([x], n) => start * x! - targets[n]!);
const shares = (masked: boolean) => gains.map((gain, n) => gain * weights[n]! * (masked ? mask[n]! : 1));
const mean = (values: readonly number[]) => values.reduce((total, x) => total + x, 0) / values.length;
const meanLoss = (share: readonly number[]) => mean(errors.map((e, n) => 0.5 * share[n]! * e ** 2));
const slope = (share: readonly number[]) => mean(errors.map((e, n) => share[n]! * e * features[n]![0]!));

function model(loss: (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor): keras.Sequential {
  const made = keras.sequential({ layers: [keras.layers.dense({ units: 1, inputShape: [1], useBias: false })] });
  made.setWeights([tf.tensor2d([[start]])]);
  made.compile({ optimizer: tf.train.sgd(1), loss });
  return made;
}

const packed = () => tf.tensor2d(targets.map((t, n) => [t, weights[n]!, gains[n]!, mask[n]!]));

/** A column of what Keras calls yTrue. */
const column = (y: tf.Tensor, k: number) => tf.slice(y, [0, k], [-1, 1]);
const perRow = (y: tf.Tensor, k: number) => tf.squeeze(column(y, k), [1]);

describe.each(backends)('losses with more than a target in Keras on %s', (backend) => {
  useBackend(backend);

  test.each([false, true])('weight, gain and, if %s, mask as columns of yTrue in fitDataset', async (masked) => {
    const made = model((y, p) =>
      f(column(y, 0), p, perRow(y, 1), masked ? perRow(y, 3) : null, { gain: column(y, 2) }),
    );
    const data = datasetOf(features, packed());
    const evaluated = await made.evaluateDataset(data as never, { batches: 1 } as never);
    expectClose(numbers(evaluated as tf.Scalar), [meanLoss(shares(masked))], 1e-6);
    await made.fitDataset(data, { epochs: 1, verbose: 0, batchesPerEpoch: 1 });
    expectClose(numbers(made.getWeights()[0]!), [start - slope(shares(masked))], 1e-6);
  });

  test('the same by optimizer.minimize, where they are arguments', () => {
    const weight = tf.variable(tf.tensor2d([[start]]));
    const mean = compileTfjs(gained, { reduction: 'sum' });
    const data = packed();
    const predicted = () => tf.matMul(tf.tensor2d(features), weight) as tf.Tensor;
    tf.train
      .sgd(0.25)
      .minimize(
        () => mean(column(data, 0), predicted(), perRow(data, 1), null, { gain: column(data, 2) }) as tf.Scalar,
      );
    expectClose(numbers(weight), [start - slope(shares(false))], 1e-6);
  });

  test('without them fit says which is missing, and how to give it', async () => {
    const fitted = model(f).fit(tf.tensor2d(features), tf.tensor2d(targets, [4, 1]), { epochs: 1, verbose: 0 });
    await expect(fitted).rejects.toThrow('gain is missing; give (yTrue, yPred, weight, mask, { gain: … })');
  });

  test('fit refuses a yTrue with more columns than the output', async () => {
    await expect(model(f).fit(tf.tensor2d(features), packed(), { epochs: 1, verbose: 0 })).rejects.toThrow(
      'target expected a batch of elements where each example has shape [1]',
    );
  });
});
