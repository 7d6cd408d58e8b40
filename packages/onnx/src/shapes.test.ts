import { type Loss, links, losses } from '@lossmith/core';
import * as oldWeb from 'onnxruntime-web-1.14';
import { describe, expect, test } from 'vitest';
import { type Feed, float32, openModel, runModel, runtimes } from '../test/models.ts';
import { attachLoss } from './attach.js';
import { compileOnnx, type OnnxOptions } from './compile-onnx.js';
import type { Dimension } from './model.js';
import type { OrtRuntime } from './runtime.js';
import { trainingStep } from './training.js';

const all = { ...runtimes, 'onnxruntime-web 1.14': oldWeb as unknown as OrtRuntime };
const sizeOf = (dims: readonly number[]) => dims.reduce((x, y) => x * y, 1);

/** Ones of a shape, as the model takes them. */
function ones(type: Feed['type'], dims: readonly number[]): Feed {
  const size = sizeOf(dims);
  if (type === 'int64') return { type, data: new BigInt64Array(size), dims };
  if (type === 'bool') return { type, data: new Uint8Array(size).fill(1), dims };
  return float32(new Float32Array(size).fill(1), dims);
}

const squared = losses.matching(links.identity());
const labels = losses.softmax({ target: 'label' });
const rows = losses.softmax();
const extras: OnnxOptions = { weight: true, mask: true, parameters: 'inputs' };
const open = (names: readonly string[], dims: readonly number[]) => Object.fromEntries(names.map((one) => [one, dims]));
const scalarShapes = { predicted: [3], target: [3], weight: [3], mask: [3] };
const squaredOpen = open(['link.rate', 'link.amplitude'], [1]);
const rowShapes = { predicted: [2, 3], target: [2, 3], weight: [2], mask: [2, 3], temperature: [1] };

type Shapes = Readonly<Record<string, readonly number[]>>;

interface Situation {
  readonly loss: Loss;
  readonly options?: OnnxOptions;
  /** Shapes that fit together. */
  readonly fitting: Shapes;
  /** Each of these, put in for one that fits, has to fail. */
  readonly wrong: readonly Shapes[];
}

const situations: Readonly<Record<string, Situation>> = {
  'single scores': {
    loss: squared,
    options: extras,
    fitting: { ...scalarShapes, ...squaredOpen },
    wrong: [
      ...['predicted', 'target', 'weight', 'mask'].flatMap((name) => [1, 2, 4].map((length) => ({ [name]: [length] }))),
      { 'link.rate': [2] },
      { 'link.rate': [4] },
      { predicted: [0] },
      { weight: [0] },
    ],
  },
  'one score': {
    loss: squared,
    options: extras,
    fitting: { predicted: [1], target: [1], weight: [1], mask: [1], ...squaredOpen },
    wrong: [{ target: [3] }, { weight: [3] }, { mask: [3] }, { 'link.amplitude': [3] }, { 'link.rate': [3] }],
  },
  'no scores': {
    loss: squared,
    options: { weight: true, mask: true },
    fitting: { predicted: [0], target: [0], weight: [0], mask: [0] },
    wrong: [{ target: [1] }, { weight: [1] }, { mask: [1] }],
  },
  'scores of two axes': {
    loss: squared,
    options: { ...extras, shape: ['batch', 'time'] },
    fitting: {
      predicted: [2, 3],
      target: [2, 3],
      weight: [2, 3],
      mask: [2, 3],
      ...open(Object.keys(squaredOpen), [1, 1]),
    },
    wrong: [
      ...['target', 'weight', 'mask'].flatMap((name) =>
        [
          [3, 2],
          [1, 6],
          [1, 3],
          [2, 1],
        ].map((dims) => ({ [name]: dims })),
      ),
      { 'link.rate': [3, 2] },
    ],
  },
  'opset 13': {
    loss: squared,
    options: { ...extras, opset: 13 },
    fitting: { ...scalarShapes, ...squaredOpen },
    wrong: [{ target: [1] }, { weight: [1] }, { mask: [4] }, { predicted: [0] }],
  },
  labels: {
    loss: labels,
    options: extras,
    fitting: { ...rowShapes, target: [2] },
    wrong: [
      { target: [1] },
      { target: [3] },
      { weight: [1] },
      { mask: [1, 3] },
      { mask: [2, 1] },
      { mask: [3, 2] },
      { temperature: [3] },
    ],
  },
  'one row': {
    loss: labels,
    options: extras,
    fitting: { predicted: [1, 3], target: [1], weight: [1], mask: [1, 3], temperature: [1] },
    wrong: [{ target: [2] }, { weight: [2] }, { mask: [2, 3] }, { temperature: [2] }],
  },
  'a mask of examples': {
    loss: labels,
    options: { mask: 'examples' },
    fitting: { predicted: [2, 3], target: [2], mask: [2] },
    wrong: [{ mask: [1] }, { mask: [3] }],
  },
  'rows of scores': {
    loss: rows,
    options: extras,
    fitting: rowShapes,
    wrong: [
      { target: [3, 2] },
      { target: [1, 6] },
      { target: [2, 1] },
      { target: [1, 3] },
      { weight: [1] },
      { temperature: [3] },
    ],
  },
  'a fixed shape': {
    loss: rows,
    options: { weight: true, shape: [2, 3] },
    fitting: { predicted: [2, 3], target: [2, 3], weight: [2] },
    wrong: [{ predicted: [3, 2] }, { target: [3, 2] }, { target: [1, 3] }, { weight: [1] }],
  },
  'a fixed number of classes': {
    loss: losses.perClass(links.sinh()),
    options: { weight: true, shape: ['batch', 3] },
    fitting: { predicted: [2, 3], target: [2, 3], weight: [2] },
    wrong: [{ target: [1, 3] }, { weight: [1] }, { predicted: [1, 3] }, { target: [2, 2] }],
  },
};

/** Each output alone and under each reduction, as the graph ends in other ways for each. */
const ends: readonly OnnxOptions[] = [
  {},
  { reduction: 'none', outputs: ['loss'] },
  { reduction: 'sum', outputs: ['loss'] },
  { reduction: 'none', outputs: ['gradient', 'hessian'] },
];

describe.each(Object.entries(all))('nothing is broadcast on %s', (_, ort) => {
  describe.each(Object.entries(situations))('%s', (_name, { loss, options, fitting, wrong }) => {
    test.each(ends)('%j', async (end) => {
      const { bytes, inputs } = compileOnnx(loss, { ...options, ...end });
      const { run, close } = await openModel(bytes, ort);
      const feedsOf = (shapes: Shapes) =>
        Object.fromEntries(inputs.map(({ name, type }) => [name, ones(type as Feed['type'], shapes[name]!)]));
      await expect(run(feedsOf(fitting))).resolves.toBeDefined();
      const taken = inputs.map(({ name }) => name);
      for (const change of wrong.filter((one) => taken.includes(Object.keys(one)[0] as string)))
        await expect(run(feedsOf({ ...fitting, ...change })), JSON.stringify(change)).rejects.toThrow();
      await close();
    });
  });
});

/** The web build leaves the name of the node out of its errors. */
describe('errors name the input', () => {
  const node = runtimes['onnxruntime-node'];

  test.each([
    ['target', { target: [1] }, 'target_must_have_the_shape_of_predicted'],
    ['weight', { weight: [2] }, 'weight_must_have_the_shape_of_predicted'],
    ['mask', { mask: [1] }, 'mask_must_have_the_shape_of_predicted'],
  ] as const)('%s', async (_name, change, message) => {
    const { bytes } = compileOnnx(squared, { weight: true, mask: true });
    const { mask, ...numbers }: Shapes = { ...scalarShapes, ...change };
    const feeds = { ...ofShape(numbers), mask: ones('bool', mask!) };
    await expect(runModel(bytes, feeds, node)).rejects.toThrow(message);
  });

  test('a parameter', async () => {
    const { bytes } = compileOnnx(squared, { parameters: 'inputs', reduction: 'none' });
    const feeds = { ...ofShape({ predicted: [1], target: [1], ...squaredOpen }), 'link.rate': float32([1, 1]) };
    await expect(runModel(bytes, feeds, node)).rejects.toThrow('open_parameters_must_be_one_number_or_one_per_example');
  });

  test('one label for two rows', async () => {
    const { bytes } = compileOnnx(labels);
    const predicted = float32([0, 0, 0, 0], [2, 2]);
    await expect(runModel(bytes, { predicted, target: ones('int64', [1]) }, node)).rejects.toThrow(
      'target_must_have_one_number_per_row_of_predicted',
    );
    const { loss, gradient } = await runModel(bytes, { predicted, target: ones('int64', [2]) }, node);
    expect(loss!.data[0]).toBeCloseTo(Math.log(2), 6);
    expect(Array.from(gradient!.data)).toEqual([-0.25, 0.25, -0.25, 0.25]);
  });
});

const ofShape = (shapes: Shapes) =>
  Object.fromEntries(Object.entries(shapes).map(([name, dims]) => [name, ones('float32', dims)]));

/** Each of the changes makes a model fail that runs without them. */
async function expectRefusals(
  bytes: Uint8Array,
  fitting: Readonly<Record<string, Feed>>,
  wrong: readonly Readonly<Record<string, Feed>>[],
  ort: OrtRuntime,
) {
  const { run, close } = await openModel(bytes, ort);
  const results = await run(fitting);
  for (const change of wrong)
    await expect(run({ ...fitting, ...change }), JSON.stringify(Object.keys(change))).rejects.toThrow();
  await close();
  return results;
}

describe.each(Object.entries(all))('in models that hold more, on %s', (_, ort) => {
  const attached = (shape: readonly Dimension[], loss: Loss) => {
    const { bytes } = compileOnnx(squared, { outputs: ['gradient'], reduction: 'none', shape });
    return attachLoss(bytes, loss, { scores: 'gradient', prefix: 'my_', weight: true, outputs: ['loss'] }).bytes;
  };

  test.each([[['n', 'k']], [['n', 3]], [[2, 3]]])('attachLoss to rows %j', async (shape) => {
    const fitting = {
      ...ofShape({ predicted: [2, 3], target: [2, 3], my_weight: [2] }),
      my_target: ones('int64', [2]),
    };
    const wrong = [{ my_target: ones('int64', [1]) }, { my_target: ones('int64', [3]) }, { my_weight: float32([1]) }];
    const { my_loss } = await expectRefusals(attached(shape, labels), fitting, wrong, ort);
    expect(my_loss!.data[0]).toBeCloseTo(Math.log(3), 6);
  });

  test('attachLoss to single scores', async () => {
    const fitting = ofShape({ predicted: [3], target: [3], my_target: [3], my_weight: [3] });
    const wrong = [1, 2, 4].flatMap((k) => [ofShape({ my_target: [k] }), ofShape({ my_weight: [k] })]);
    const { my_loss } = await expectRefusals(attached(['n'], squared), fitting, wrong, ort);
    expect(my_loss!.data[0]).toBeCloseTo(0.5, 6);
  });

  test.each([
    [squared, 'float32', 1, [3]],
    [labels, 'int64', 2, [3, 2]],
  ] as const)('trainingStep %#', async (loss, type, outputSize, mask) => {
    const training = trainingStep({ inputSize: 2, outputSize }, loss, { weight: true, mask: true });
    const state = Object.entries(training.initialize(1)).map(([name, { data, dims }]) => [name, float32(data, dims)]);
    const fitting: Record<string, Feed> = {
      ...Object.fromEntries(state),
      ...ofShape({ features: [3, 2], weight: [3], learningRate: [] }),
      target: ones(type, [3]),
      mask: ones('bool', mask),
    };
    const wrong: readonly Record<string, Feed>[] = [
      { target: ones(type, [1]) },
      { target: ones(type, [4]) },
      { weight: float32([1]) },
      { mask: ones('bool', [1, ...mask.slice(1)]) },
      { features: ones('float32', [1, 2]) },
    ];
    await expectRefusals(training.bytes, fitting, wrong, ort);
  });
});
