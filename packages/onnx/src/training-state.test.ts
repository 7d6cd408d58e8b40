import { links, losses } from '@lossmith/core';
import * as ort from 'onnxruntime-web';
import { describe, expect, test } from 'vitest';
import { type TrainingState, trainingStep, type Values } from './training.js';

const exp = losses.matching(links.exp({ rate: 0.5 }));
const small = trainingStep({ inputSize: 2, outputSize: 1 }, exp);
const tensor = ({ data, dims }: Values) => new ort.Tensor('float32', data, dims);

describe('initialize', () => {
  test('the seed decides the initial weights, within the bounds of Glorot', () => {
    const { initialize } = trainingStep({ inputSize: 100, hidden: [50], outputSize: 1 }, exp);
    expect(initialize(5)).toEqual(initialize(5));
    expect(initialize(5)).not.toEqual(initialize(6));
    const weights = Array.from(initialize(5)['layer0.weight']!.data);
    expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(Math.sqrt(6 / 150));
    expect(weights.reduce((x, y) => x + y, 0) / weights.length).toBeLessThan(0.01);
    expect(initialize(5)['layer0.bias']!.data.every((x) => x === 0)).toBe(true);
  });

  test('the first weight is as uniform over seeds as any other', () => {
    const { initialize } = trainingStep({ inputSize: 2, outputSize: 1 }, exp);
    const first = Array.from({ length: 200 }, (_, seed) => initialize(seed)['layer0.weight']!.data[0]! / Math.sqrt(2));
    expect(first.filter((x) => x > 0).length).toBeGreaterThan(70);
    expect(first.filter((x) => x < 0).length).toBeGreaterThan(70);
    expect(first.filter((x) => Math.abs(x) < 0.5).length).toBeGreaterThan(70);
  });

  test.each([1.5, Number.NaN, '7', undefined])('refuses the seed %s', (seed) => {
    const { initialize } = trainingStep({ inputSize: 2, outputSize: 1 }, exp);
    expect(() => initialize(seed as number)).toThrow(`option seed: cannot be ${seed}; give a whole number`);
  });
});

describe('next', () => {
  const weight = { data: Float32Array.of(1, 2), dims: [2, 1] };
  const bias = { data: Float32Array.of(3), dims: [1] };

  test("takes what a step returned, ONNX Runtime's own tensors too", async () => {
    expect(small.next({ loss: bias, 'next.layer0.weight': weight, 'next.layer0.bias': bias })).toEqual({
      'layer0.weight': weight,
      'layer0.bias': bias,
    });
    const session = await ort.InferenceSession.create(small.bytes);
    let state: Record<string, ort.Tensor> = Object.fromEntries(
      Object.entries(small.initialize(1)).map(([name, values]) => [name, tensor(values)]),
    );
    const batch = { features: tensor({ data: Float32Array.of(1, 2), dims: [1, 2] }), target: tensor(bias) };
    const learningRate = tensor({ data: Float32Array.of(0.1), dims: [] });
    state = small.next(await session.run({ ...batch, learningRate, ...state }));
    expect(Object.keys(state)).toEqual(['layer0.weight', 'layer0.bias']);
    expect(small.exportInference(state).length).toBeGreaterThan(100);
    await session.release();
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'results is undefined; give what session.run returned for this training step'],
    ['a number', 3, 'results is 3; give what session.run returned'],
    ['the state before', small.initialize(1), "results has no 'next.layer0.weight'; give what session.run returned"],
    ['a part', { 'next.layer0.weight': weight }, "results has no 'next.layer0.bias'"],
    ['an array', { 'next.layer0.weight': weight.data }, "results['next.layer0.weight'] is no tensor"],
    [
      'results of another step',
      { 'next.layer0.weight': { ...weight, dims: [1, 2] }, 'next.layer0.bias': bias },
      "results['next.layer0.weight'] has shape [1, 2], but [2, 1] is needed",
    ],
  ])('refuses %s', (_, results, message) => {
    expect(() => small.next(results as TrainingState)).toThrow(message);
  });
});

describe('exportInference', () => {
  test('takes no state of another head', () => {
    const large = trainingStep({ inputSize: 3, outputSize: 1 }, exp);
    expect(() => small.exportInference(large.initialize(1))).toThrow(
      "state['layer0.weight'] has shape [3, 1], but [2, 1] is needed; give the state of this training step",
    );
  });

  test.each<[string, object]>([
    [
      'on a GPU',
      {
        get data() {
          throw new Error('not on the host');
        },
      },
    ],
    ['of float64', { data: new Float64Array(2) }],
    ['too short', { data: new Float32Array(1) }],
  ])('takes no numbers %s', (_, values) => {
    const state = { ...small.initialize(1), 'layer0.weight': Object.assign(Object.create(values), { dims: [2, 1] }) };
    expect(() => small.exportInference(state)).toThrow(
      "state['layer0.weight'] holds no Float32Array of its shape; give float32 tensors",
    );
  });
});
