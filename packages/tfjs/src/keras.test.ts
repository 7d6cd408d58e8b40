import { links, losses } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '@tensorflow/tfjs-layers';
import { describe, expect, test } from 'vitest';
import { backends, useBackend } from '../test/backends.ts';
import { expectClose, numbers } from '../test/numbers.ts';
import { compileTfjs } from './compile-tfjs.js';

const features = [
  [1, 2],
  [-1, 0.5],
  [0.5, -1],
  [2, 1],
];
const startWeights = [
  [0.5, -0.25, 0.125],
  [-0.5, 0.75, 0.25],
];

/** A linear model without bias, from fixed weights, under plain gradient descent. */
function linear(units: number, loss: ReturnType<typeof compileTfjs>, rate = 0.5): keras.Sequential {
  const model = keras.sequential({ layers: [keras.layers.dense({ units, inputShape: [2], useBias: false })] });
  model.setWeights([tf.tensor2d(startWeights.map((row) => row.slice(0, units)))]);
  model.compile({ optimizer: tf.train.sgd(rate), loss });
  return model;
}

/** The weights after one step of descent on the mean over examples of (share × ∂L/∂output). */
function stepped(units: number, outputGradient: (row: number) => number[], rate = 0.5): number[] {
  return startWeights.flatMap((row, i) =>
    row.slice(0, units).map((w, k) => {
      const slope = features.reduce((total, x, n) => total + (x[i]! * outputGradient(n)[k]!) / features.length, 0);
      return w - rate * slope;
    }),
  );
}

const outputs = (units: number) =>
  features.map((x) =>
    Array.from({ length: units }, (_, k) => x[0]! * startWeights[0]![k]! + x[1]! * startWeights[1]![k]!),
  );

const softmaxOf = (row: number[]) => {
  const weights = row.map(Math.exp);
  const total = weights.reduce((x, y) => x + y, 0);
  return weights.map((w) => w / total);
};

const weightsOf = (model: keras.Sequential) => numbers(model.getWeights()[0]!);
const batch = { epochs: 1, batchSize: 4, shuffle: false, verbose: 0 } as const;

describe.each(backends)('Keras models on %s', (backend) => {
  useBackend(backend);

  const targets = [[0], [1], [0], [1]];
  const scalar = compileTfjs(losses.matching(links.sinh()));
  const slopes = (n: number) => outputs(1)[n]!.map((x) => Math.sinh(x) - Math.sinh(targets[n]![0]!));

  test('fit takes exactly the step of the mean of the losses, evaluate gives that mean', async () => {
    const model = linear(1, scalar);
    const [x, y] = [tf.tensor2d(features), tf.tensor2d(targets)];
    const each = outputs(1).map(([u], n) => {
      const s = targets[n]![0]!;
      return Math.cosh(u!) - Math.cosh(s) - (u! - s) * Math.sinh(s);
    });
    const mean = each.reduce((a, b) => a + b, 0) / 4;
    expectClose(numbers(model.evaluate(x, y) as tf.Scalar), [mean], 1e-6);
    const { history } = await model.fit(x, y, batch);
    expectClose([history.loss![0] as number], [mean], 1e-6);
    expectClose(weightsOf(model), stepped(1, slopes), 1e-6);
  });

  test('classWeight multiplies the loss of each example', async () => {
    const classWeight = { 0: 1, 1: 3 };
    const [plain, weighted] = [linear(1, scalar), linear(1, scalar)];
    await plain.fit(tf.tensor2d(features), tf.tensor2d(targets), batch);
    await weighted.fit(tf.tensor2d(features), tf.tensor2d(targets), { ...batch, classWeight });
    const expected = stepped(1, (n) => slopes(n).map((g) => g * (targets[n]![0] === 1 ? 3 : 1)));
    expectClose(weightsOf(weighted), expected, 1e-6);
    expect(Math.abs(weightsOf(weighted)[0]! - weightsOf(plain)[0]!)).toBeGreaterThan(0.1);
  });

  test('several outputs per example: the mean over them, and classWeight by the largest target', async () => {
    const y = [
      [0, 1],
      [1, 0],
      [0, 2],
      [2, 1],
    ];
    const model = linear(2, compileTfjs(losses.matching(links.identity())));
    await model.fit(tf.tensor2d(features), tf.tensor2d(y), { ...batch, classWeight: { 0: 4, 1: 1 } });
    const heavy = [1, 4, 1, 4];
    expectClose(
      weightsOf(model),
      stepped(2, (n) => outputs(2)[n]!.map((u, k) => (heavy[n]! * (u - y[n]![k]!)) / 2)),
      1e-6,
    );
  });

  test('classes as one-hot rows (probability targets), with classWeight', async () => {
    const labels = [0, 2, 1, 2];
    const y = labels.map((label) => [0, 1, 2].map((k) => Number(k === label)));
    const model = linear(3, compileTfjs(losses.softmax({ target: 'probability' })));
    await model.fit(tf.tensor2d(features), tf.tensor2d(y), { ...batch, classWeight: { 0: 1, 1: 1, 2: 5 } });
    const slope = (n: number) => softmaxOf(outputs(3)[n]!).map((q, k) => (labels[n] === 2 ? 5 : 1) * (q - y[n]![k]!));
    expectClose(weightsOf(model), stepped(3, slope), 1e-6);
  });

  test('training goes down to the target scores', async () => {
    const model = linear(1, compileTfjs(losses.matching(links.arctan())), 0.5);
    const truth = features.map(([a, b]) => [a! - 0.5 * b!]);
    await model.fit(tf.tensor2d(features), tf.tensor2d(truth), { ...batch, epochs: 200 });
    expectClose(weightsOf(model), [1, -0.5], 1e-4);
  });
});
