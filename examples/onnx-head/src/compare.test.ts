import { losses } from '@lossmith/onnx';
import { startBackend } from '@lossmith-examples/flight-delays/backend';
import { contenders } from '@lossmith-examples/flight-delays/contenders';
import { loadFlights } from '@lossmith-examples/flight-delays/flights';
import { measure } from '@lossmith-examples/flight-delays/metrics';
import { createModel } from '@lossmith-examples/flight-delays/model';
import { predictScores, trainModel } from '@lossmith-examples/flight-delays/train';
import { prepareData } from '@lossmith-examples/flight-delays/training-data';
import * as node from 'onnxruntime-node';
import * as web from 'onnxruntime-web';
import { beforeAll, expect, test } from 'vitest';
import { compare } from './compare.js';
import { predict } from './predict.js';
import { trainHead } from './train-head.js';

const flights = loadFlights();
web.env.wasm.numThreads = 1;
beforeAll(startBackend);

test('ONNX Runtime trains as well as TensorFlow.js, from weights of its own', { timeout: 180_000 }, async () => {
  const { tfjs, onnx, onNode } = await compare(flights, 1, 8);
  // The demo's five seeds spread by 0.02.
  expect(Math.abs(onnx.regionRmse - tfjs.regionRmse)).toBeLessThan(0.06);
  expect(Math.abs(onnx.auc - tfjs.auc)).toBeLessThan(0.01);
  expect(Math.abs(onNode.regionRmse - onnx.regionRmse)).toBeLessThan(1e-5);
});

test('from the same weights it makes the same model, but for rounding', { timeout: 180_000 }, async () => {
  const seed = 2;
  const { train, heldOut } = prepareData(flights, seed, 'test');
  const exponential = contenders.find(({ id }) => id === 'exp')!;
  const names = ['layer0.weight', 'layer0.bias', 'layer1.weight', 'layer1.bias'];
  const weights = createModel(train.width, seed).getWeights();
  const initial = Object.fromEntries(
    names.map((name, k) => [name, { data: weights[k]!.dataSync<'float32'>(), dims: weights[k]!.shape }]),
  );
  const model = trainModel(exponential, train, { seed, epochs: 2, onEpoch: () => undefined });
  const expected = predictScores(model, heldOut);
  const bytes = await trainHead(losses.matching(exponential.link), train, { seed, epochs: 2, initial });
  const scores = await predict(web, bytes, heldOut);
  const largest = scores.reduce((most, x, k) => Math.max(most, Math.abs(x - expected[k]!)), 0);
  expect(largest).toBeLessThan(0.01);
  expect(measure(scores, heldOut.scores).regionRmse).toBeCloseTo(measure(expected, heldOut.scores).regionRmse, 3);
  const onNode = await predict(node, bytes, heldOut);
  expect(scores.every((x, k) => Math.abs(x - onNode[k]!) < 1e-5)).toBe(true);
});
