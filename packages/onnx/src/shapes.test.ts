import { type Loss, links, losses } from '@lossmith/core';
import { describe, expect, test } from 'vitest';
import { allRuntimes, type Feed, float32, ofShape, ones, openModel, runModel, runtimes } from '../test/models.ts';
import { compileOnnx, type OnnxOptions } from './compile-onnx.js';

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

describe.each(Object.entries(allRuntimes))('nothing is broadcast on %s', (_, ort) => {
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
