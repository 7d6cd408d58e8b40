import { evaluate, type Loss, links, losses } from '@lossmith/core';
import { describe, expect, test } from 'vitest';
import { type Feed, float32, runModel, runtimes } from '../test/models.ts';
import { type HeadSpec, type TrainingState, trainingStep, type Values } from './training.js';

const exp = losses.matching(links.exp({ rate: 0.5 }));
const labels = losses.softmax({ target: 'label' });
const scalar = { inputSize: 3, hidden: [4], outputSize: 1 } as const;

const features = float32([0.3, -1, 0.5, 1, 0.2, -0.4, -0.7, 0.8, 0.1, 0.9, -0.6, 0.4], [4, 3]);
const target = float32([1, -0.5, 2, 0.25]);

const feedsOf = (state: TrainingState): Record<string, Feed> =>
  Object.fromEntries(Object.entries(state).map(([name, { data, dims }]) => [name, float32(data, dims)]));

/** Runs one step: its loss, and the state after it. */
async function step(
  { bytes, next }: ReturnType<typeof trainingStep>,
  state: TrainingState,
  rate: number,
  batch: Record<string, Feed> = { features, target },
) {
  const results = await runModel(bytes, { ...feedsOf(state), ...batch, learningRate: float32([rate], []) });
  return { loss: results.loss!.data[0]!, state: next(results) };
}

/** The scores of a head by its definition. */
function scoresOf(
  { inputSize, hidden = [], outputSize, activation = 'relu' }: HeadSpec,
  state: TrainingState,
): number[][] {
  const functions = {
    relu: (z: number) => Math.max(z, 0),
    tanh: Math.tanh,
    sigmoid: (z: number) => 1 / (1 + Math.exp(-z)),
  };
  const sizes = [inputSize, ...hidden, outputSize];
  return [0, 1, 2, 3].map((row) => {
    let x = Array.from(features.data as Float32Array).slice(row * inputSize, (row + 1) * inputSize);
    sizes.slice(1).forEach((width, k) => {
      const [weight, bias] = [state[`layer${k}.weight`]!.data, state[`layer${k}.bias`]!.data];
      const z = Array.from({ length: width }, (_, j) =>
        x.reduce((sum, v, i) => sum + v * weight[i * width + j]!, bias[j]!),
      );
      x = k === sizes.length - 2 ? z : z.map(functions[activation]);
    });
    return x;
  });
}

/** The loss that a step lowers, penalty included, in float64. */
function objective(spec: HeadSpec, loss: Loss, state: TrainingState, items: readonly number[] = []): number {
  const examples = scoresOf(spec, state);
  const inputs =
    loss.axes === 'i'
      ? { predicted: examples, target: [...items] }
      : { predicted: examples.map(([score]) => score!), target: Array.from(target.data as Float32Array) };
  const weights = Object.entries(state).filter(([name]) => name.endsWith('.weight'));
  const squares = weights.flatMap(([, { data }]) => Array.from(data, (w) => w * w)).reduce((x, y) => x + y, 0);
  return evaluate(loss, inputs, { reduction: 'mean' }).loss[0]! + 0.5 * (spec.l2 ?? 0) * squares;
}

/** Derivatives of the objective by one tensor of parameters, by differences. */
function differences(name: string, state: TrainingState, of: (state: TrainingState) => number): number[] {
  const { data, dims } = state[name]!;
  const at = (k: number, h: number) => {
    const moved = Float64Array.from(data, (w, n) => (n === k ? w + h : w)) as unknown as Float32Array;
    return of({ ...state, [name]: { data: moved, dims } });
  };
  return Array.from(data, (_, k) => (at(k, 1e-5) - at(k, -1e-5)) / 2e-5);
}

const parametersOf = (state: TrainingState) => Object.keys(state).filter((name) => /\.(weight|bias)$/.test(name));
const change = (before: Values, after: Values) => Array.from(before.data, (x, k) => after.data[k]! - x);

function expectNear(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((x, k) => {
    expect(Math.abs(x - expected[k]!), `[${k}] ${x} against ${expected[k]}`).toBeLessThanOrEqual(tolerance);
  });
}

describe('trainingStep', () => {
  test.each<[HeadSpec, Loss]>([
    [{ inputSize: 3, outputSize: 1 }, exp],
    [scalar, exp],
    [{ ...scalar, hidden: [5, 4], activation: 'tanh', l2: 0.1 }, exp],
    [{ ...scalar, activation: 'sigmoid' }, losses.matching(links.sigmoid())],
    [{ inputSize: 3, hidden: [4], outputSize: 3, activation: 'tanh' }, labels],
    [{ inputSize: 3, outputSize: 2, l2: 0.5 }, labels],
  ])('goes down the gradient of %j', async (spec, loss) => {
    const items = [0, 1, spec.outputSize - 1, 0];
    const batch: Record<string, Feed> = {
      features,
      target: loss === labels ? { type: 'int64', data: BigInt64Array.from(items, BigInt), dims: [4] } : target,
    };
    const training = trainingStep(spec, loss);
    const state = training.initialize(3);
    const after = await step(training, state, 1, batch);
    const value = (at: TrainingState) => objective(spec, loss, at, items);
    expect(after.loss).toBeCloseTo(
      value(state) - (value(state) - objective({ ...spec, l2: 0 }, loss, state, items)),
      5,
    );
    for (const name of parametersOf(state)) {
      const moved = change(state[name]!, after.state[name]!);
      expectNear(
        moved,
        differences(name, state, value).map((x) => -x),
        2e-5,
      );
    }
  });

  test('momentum remembers', async () => {
    const spec = { ...scalar, optimizer: 'momentum' } as const;
    const training = trainingStep(spec, exp);
    const [first, name] = [training.initialize(1), 'layer1.weight'];
    const gradient = (state: TrainingState) => differences(name, state, (at) => objective(spec, exp, at));
    const second = (await step(training, first, 0.1)).state;
    const third = (await step(training, second, 0.1)).state;
    const [g1, g2] = [gradient(first), gradient(second)];
    expectNear(
      change(second[name]!, third[name]!),
      g1.map((x, k) => -0.1 * (0.9 * x + g2[k]!)),
      1e-5,
    );
    expectNear(
      Array.from(third[`${name}.velocity`]!.data),
      g1.map((x, k) => 0.9 * x + g2[k]!),
      3e-5,
    );
  });

  test('adam takes steps of the size of the rate at first, and counts them', async () => {
    const spec = { ...scalar, optimizer: 'adam' } as const;
    const training = trainingStep(spec, exp);
    const [first, name] = [training.initialize(1), 'layer1.weight'];
    const gradient = (state: TrainingState) => differences(name, state, (at) => objective(spec, exp, at));
    const second = (await step(training, first, 0.01)).state;
    const third = (await step(training, second, 0.01)).state;
    const [g1, g2] = [gradient(first), gradient(second)];
    const direction = (mean: number, square: number, t: number) =>
      mean / (1 - 0.9 ** t) / (Math.sqrt(square / (1 - 0.999 ** t)) + 1e-7);
    expectNear(
      change(first[name]!, second[name]!),
      g1.map((g) => -0.01 * direction(0.1 * g, 0.001 * g * g, 1)),
      1e-5,
    );
    const second2 = g1.map((g, k) =>
      direction(0.09 * g + 0.1 * g2[k]!, 0.999 * 0.001 * g * g + 0.001 * g2[k]! ** 2, 2),
    );
    expectNear(
      change(second[name]!, third[name]!),
      second2.map((x) => -0.01 * x),
      1e-5,
    );
    expect(third.step!.data[0]).toBe(2);
  });

  test('weights and masks decide what counts', async () => {
    const training = trainingStep({ inputSize: 3, outputSize: 1 }, exp, { weight: true, mask: true });
    const state = training.initialize(1);
    const half: Record<string, Feed> = {
      features: {
        ...features,
        data: Float32Array.from(features.data as Float32Array, (x, k) => (k < 3 ? Number.NaN : x)),
      },
      target,
      weight: float32([5, 1, 0, 1]),
      mask: { type: 'bool', data: Uint8Array.of(0, 1, 1, 1), dims: [4] },
    };
    const { loss } = await step(training, state, 0.1, half);
    const scores = scoresOf({ inputSize: 3, outputSize: 1 }, state).map(([x]) => x!);
    const inputs = { predicted: scores, target: [1, -0.5, 2, 0.25], weight: [5, 1, 0, 1], mask: [0, 1, 1, 1] };
    expect(loss).toBeCloseTo(evaluate(exp, inputs, { reduction: 'mean' }).loss[0]!, 5);
  });

  test.each(Object.entries(runtimes))('%s trains a head, and its export gives the same scores', async (_, ort) => {
    const training = trainingStep({ ...scalar, activation: 'tanh', optimizer: 'adam' }, exp);
    let state = training.initialize(7);
    const session = await ort.InferenceSession.create(training.bytes);
    const tensor = ({ data, dims }: Values) => new ort.Tensor('float32', data, dims);
    const tensors = (of: TrainingState) => Object.fromEntries(Object.entries(of).map(([name, x]) => [name, tensor(x)]));
    const given = tensors({ features, target, learningRate: float32([0.05], []) } as TrainingState);
    const found: number[] = [];
    for (let k = 0; k < 200; k += 1) {
      const results = (await session.run({ ...given, ...tensors(state) })) as unknown as TrainingState;
      found.push(results.loss!.data[0]!);
      state = training.next(results);
    }
    await session.release?.();
    expect(found.at(-1)).toBeLessThan(0.01 * found[0]!);
    const { scores } = await runModel(training.exportInference(state), { features }, ort);
    const expected = scoresOf({ ...scalar, activation: 'tanh' }, state).map(([x]) => x!);
    expectNear(Array.from(scores!.data), expected, 1e-5);
  });

  test('says what goes in and comes out', () => {
    const { inputs, outputs, bytes } = trainingStep({ inputSize: 3, outputSize: 2, optimizer: 'momentum' }, labels);
    expect(inputs.map(({ name, type, dims }) => `${name} ${type} [${dims}]`)).toEqual([
      'features float32 [batch,3]',
      'target int64 [batch]',
      'learningRate float32 []',
      'layer0.weight float32 [3,2]',
      'layer0.bias float32 [2]',
      'layer0.weight.velocity float32 [3,2]',
      'layer0.bias.velocity float32 [2]',
    ]);
    expect(outputs.map(({ name }) => name)).toEqual([
      'loss',
      'next.layer0.weight',
      'next.layer0.bias',
      'next.layer0.weight.velocity',
      'next.layer0.bias.velocity',
    ]);
    expect(trainingStep({ inputSize: 3, outputSize: 2, optimizer: 'momentum' }, labels).bytes).toEqual(bytes);
  });

  test.each<[object, Loss, string]>([
    [{ inputSize: 0, outputSize: 1 }, exp, 'option inputSize: cannot be 0; give a whole number above 0'],
    [{ inputSize: 2, outputSize: 2 }, exp, 'option outputSize: cannot be 2; this loss takes single scores: give 1'],
    [{ inputSize: 2, outputSize: 1.5 }, labels, 'option outputSize: cannot be 1.5'],
    [{ inputSize: 2, outputSize: 1, hidden: [0] }, exp, 'option hidden: cannot be [0]'],
    [{ inputSize: 2, outputSize: 1, activation: 'gelu' }, exp, 'use one of relu, tanh, sigmoid'],
    [{ inputSize: 2, outputSize: 1, optimizer: 'lbfgs' }, exp, 'use one of sgd, momentum, adam'],
    [{ inputSize: 2, outputSize: 1, l2: -1 }, exp, 'option l2: cannot be -1'],
    [{ inputSize: 2, outputSize: 1, width: 3 }, exp, 'option width: is unknown'],
    [null as unknown as object, exp, 'option head: cannot be null; give { inputSize, outputSize, … }'],
  ])('refuses %j', (spec, loss, message) => {
    expect(() => trainingStep(spec as HeadSpec, loss)).toThrow(message);
  });
});
