import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgl';
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileTfjs, evaluate, type Loss, links, losses } from '../src/index.js';
import { expectClose, numbers } from './numbers.ts';

beforeAll(async () => {
  await tf.setBackend('webgl');
  // Else tfjs works on small tensors on the host.
  tf.env().set('WEBGL_CPU_FORWARD', false);
  tf.env().set('WEBGL_USE_SHAPES_UNIFORMS', true);
});

const wave = (length: number, shift: number) => Float32Array.from({ length }, (_, k) => 2 * Math.sin(k + shift));

function expectAsEvaluated(loss: Loss, shape: number[], reduction: 'none' | 'sum' | 'mean'): void {
  const size = tf.util.sizeFromShape(shape);
  const [predicted, target] = [wave(size, 0), wave(size, 0.3)];
  const exact = evaluate(loss, { predicted, target, shape }, { reduction });
  tf.tidy(() => {
    const f = compileTfjs(loss, { reduction });
    const [yTrue, yPred] = [tf.tensor(target, shape), tf.tensor(predicted, shape)];
    const found = f.parts(yTrue, yPred);
    const { value, grad } = tf.valueAndGrad((x) => tf.sum(f(yTrue, x)))(yPred);
    for (const name of ['loss', 'gradient', 'hessian'] as const) expectClose(numbers(found[name]), exact[name], 3e-6);
    expectClose(numbers(grad), exact.gradient, 3e-6);
    expectClose(numbers(value), [exact.loss.reduce((total, x) => total + x, 0)], 3e-6);
  });
}

const kinds = [
  links.identity(),
  links.sigmoid(),
  links.tanh(),
  links.arctan(),
  links.softsign(),
  links.erf(),
  links.sinh(),
  links.asinh(),
  links.exp(),
  links.softplus(),
  links.power({ exponent: 1.5 }),
  links.clip({ threshold: 1 }),
  links.monotoneCubic({
    knots: [
      [-3, -2],
      [0, 0],
      [3, 4],
    ],
  }),
  links.fromSensitivity({ floor: 0.1, regions: [{ from: 0, to: 1, gain: 2, softness: 0.5 }] }),
];

describe('losses on WebGL give what evaluate gives', () => {
  test.each(kinds.map((link) => [link.spec.kind, link] as const))('link %s', (_, link) => {
    expectAsEvaluated(losses.matching(link), [257], 'mean');
  });

  test.each(['none', 'sum', 'mean'] as const)("rows of classes, '%s'", (reduction) => {
    expectAsEvaluated(losses.softmax(), [20, 17], reduction);
    expectAsEvaluated(losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' }), [20, 17], reduction);
  });
});

/** By plain descent, as the roots and quotients of Adam are tfjs' own. A model of two weights after some epochs on the tfjs backend of that name. */
async function trained(backend: string): Promise<readonly number[]> {
  await tf.setBackend(backend);
  const model = keras.sequential({
    layers: [keras.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'ones' })],
  });
  model.compile({ optimizer: tf.train.sgd(0.05), loss: compileTfjs(losses.matching(links.exp({ rate: 0.5 }))) });
  const [x, y] = [tf.tensor2d(wave(64, 0), [32, 2]), tf.tensor2d(wave(32, 1), [32, 1])];
  await model.fit(x, y, { epochs: 10, batchSize: 16, shuffle: false, verbose: 0 });
  const weights = model.getWeights().flatMap((weight) => numbers(weight));
  model.dispose();
  tf.dispose([x, y]);
  return weights;
}

test('a Keras model trains as it does on cpu', async () => {
  const here = await trained('webgl');
  const there = await trained('cpu');
  await tf.setBackend('webgl');
  expectClose(here, there, 1e-4);
});

test('a step leaves neither a tensor nor a byte of the GPU behind', () => {
  const f = compileTfjs(losses.softmax(), { reduction: 'mean' });
  const [yTrue, score] = [tf.tensor2d(wave(300, 0), [20, 15]), tf.variable(tf.tensor2d(wave(300, 1), [20, 15]))];
  const optimizer = tf.train.sgd(0.1);
  const step = () => optimizer.minimize(() => f(yTrue, score));
  // What the backend knows besides: bytes in textures, those that wait to be used again included.
  const held = () => tf.memory() as unknown as { numTensors: number; numBytesInGPUAllocated: number };
  step();
  step();
  const before = held();
  for (let k = 0; k < 20; k += 1) step();
  expect(held().numTensors).toBe(before.numTensors);
  expect(held().numBytesInGPUAllocated).toBe(before.numBytesInGPUAllocated);
});
