import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import '../test/backends.ts';
import { numbers } from '../test/numbers.ts';
import {
  compileTfjs,
  isLossmithError,
  type Loss,
  LossmithInputError,
  LossmithOptionError,
  LossmithShapeError,
  links,
  losses,
  type TfjsOptions,
} from './index.js';

await tf.setBackend('cpu');

const squared = losses.matching(links.identity());
const softmax = losses.softmax();
const label = losses.softmax({ target: 'label' });

/** The error of a call. */
function thrown(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

function expectShapes(call: () => unknown, input: string, shape: number[], expected: number[]): void {
  const error = thrown(call);
  expect(error).toBeInstanceOf(LossmithShapeError);
  expect(isLossmithError(error)).toBe(true);
  expect(error).toMatchObject({ lossmith: 'shape', input, shape, expected });
  const text = (dimensions: number[]) => `[${dimensions.join(', ')}]`;
  expect((error as Error).message).toContain(
    `${input} has shape ${text(shape)}, but ${text(expected)} is needed; give it`,
  );
}

describe('shapes that do not fit, both named', () => {
  const [a, b, c] = [tf.zeros([4, 3]), tf.zeros([3, 4]), tf.zeros([4])];
  const f = compileTfjs(squared);
  const g = compileTfjs(softmax);
  const h = compileTfjs(label);

  test.each([
    ['a target of another shape', () => f(b, a), 'target', [3, 4], [4, 3]],
    ['a target that would have to be broadcast', () => f(tf.zeros([4, 1]), a), 'target', [4, 1], [4, 3]],
    ['a scalar target', () => f(tf.scalar(1), a), 'target', [], [4, 3]],
    ['a target of another rank, as parts', () => f.parts(c, a), 'target', [4], [4, 3]],
    ['a row of targets for many rows', () => g(tf.zeros([1, 3]), a), 'target', [1, 3], [4, 3]],
    ['labels in place of scores', () => g(c, a), 'target', [4], [4, 3]],
    ['scores in place of labels', () => h(a, a), 'target', [4, 3], [4]],
    ['too few labels', () => h(tf.zeros([3]), a), 'target', [3], [4]],
    ['labels and predictions exchanged', () => h(a, tf.zeros([4])), 'target', [4, 3], []],
    ['a weight of trailing axes', () => f(a, a, tf.zeros([3])), 'weight', [3], [4, 3]],
    ['a weight of more axes', () => f(a, a, tf.zeros([4, 3, 1])), 'weight', [4, 3, 1], [4, 3]],
    ['a weight per class', () => g(a, a, a), 'weight', [4, 3], [4]],
    ['a mask of another length', () => f(a, a, undefined, tf.zeros([3], 'bool')), 'mask', [3], [4, 3]],
    ['a mask of classes transposed', () => g(a, a, undefined, tf.zeros([3, 4], 'bool')), 'mask', [3, 4], [4]],
  ] as const)('%s', (_, call, input, shape, expected) => {
    expectShapes(call, input, [...shape], [...expected]);
  });

  test('class losses without classes', () => {
    const error = thrown(() => g(tf.scalar(1), tf.scalar(1)));
    expect(error).toBeInstanceOf(LossmithShapeError);
    expect((error as Error).message).toBe(
      'predicted has shape [], but [1] is needed; class losses need their classes on the last axis',
    );
    expect(() => g(tf.zeros([2, 0]), tf.zeros([2, 0]))).toThrow('predicted has shape [2, 0], but [2, 1] is needed');
  });

  test('weights and masks may be undefined or null, as Keras and plain JavaScript leave them out', () => {
    expect(f(a, a, undefined, undefined).shape).toEqual([4]);
    expect(f(a, a, null as unknown as undefined, null as unknown as undefined).shape).toEqual([4]);
  });

  test('a call that is refused leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    expect(() => f(b, a, a)).toThrow(LossmithShapeError);
    expect(() => g(a, a, b)).toThrow(LossmithShapeError);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('what is no tensor, loss or option', () => {
  const option = (call: () => unknown) => {
    const error = thrown(call);
    expect(error).toBeInstanceOf(LossmithOptionError);
    return error as LossmithOptionError;
  };

  const input = (call: () => unknown) => {
    const error = thrown(call);
    expect(error).toBeInstanceOf(LossmithInputError);
    return error as LossmithInputError;
  };

  test('predictions that are no float32', () => {
    const f = compileTfjs(label);
    const swapped = input(() => f(tf.zeros([2, 3]), tf.tensor1d([1, 2], 'int32')));
    expect(swapped.input).toBe('yPred');
    expect(swapped.message).toBe(
      'yPred must be a tensor of float32, got a tensor of int32; losses take (yTrue, yPred), the prediction second',
    );
    expect(input(() => f(tf.tensor1d([1], 'int32'), [1] as unknown as tf.Tensor)).message).toContain(
      'must be a tensor of float32',
    );
    expect(input(() => f(tf.zeros([1]), undefined as unknown as tf.Tensor)).message).toContain('got undefined');
    expect(input(() => f(tf.zeros([1]), tf.tensor1d(['a'], 'string'))).message).toContain('a tensor of string');
  });

  const f = compileTfjs(squared);
  const x = tf.ones([2]);
  const words = tf.tensor1d(['a', 'b'], 'string');
  const list = [0, 1] as unknown as tf.Tensor;

  const ort = { cpuData: Float32Array.of(1), dims: [1], type: 'float32', location: 'cpu', data: Float32Array.of(1) };
  const disposed = tf.tensor1d([1]);
  disposed.dispose();

  test.each([
    ['nothing', undefined, 'undefined; give NAME as a tensor'],
    ['null', null, 'null; give NAME as a tensor'],
    ['a number', 3, '3; give NAME as a tensor'],
    ['a text', 'x', '"x"; give NAME as a tensor'],
    ['a bigint', 3n, '3n; give NAME as a tensor'],
    ['a symbol', Symbol('x'), 'Symbol(x); give NAME as a tensor'],
    ['a function', () => 1, 'a function; give NAME as a tensor'],
    ['an array', [1, 2], 'an array; give NAME as a tensor: tf.tensor(NAME)'],
    ['a typed array', Float32Array.of(1, 2), 'a Float32Array; give NAME as a tensor: tf.tensor(NAME)'],
    ['an object', {}, '{}; give NAME as a tensor'],
    ['an object without a prototype', Object.create(null), '{}; give NAME as a tensor'],
    ['a tensor of ONNX Runtime', ort, 'a tensor of ONNX Runtime; give NAME as tf.tensor(NAME.data, NAME.dims)'],
    [
      'int64 labels',
      BigInt64Array.of(1n),
      "a BigInt64Array; give NAME as tf.tensor(Int32Array.from(NAME, Number), shape, 'int32')",
    ],
    ['a tensor that is disposed', disposed, 'a tensor that is disposed; keep NAME until the loss is computed'],
  ])('%s, wherever a tensor belongs', (_, value, text) => {
    const wrong = value as tf.Tensor;
    const calls = {
      yPred: [x, wrong, undefined, undefined],
      yTrue: [wrong, x, undefined, undefined],
      ...(value == null ? {} : { weight: [x, x, wrong, undefined], mask: [x, x, undefined, wrong] }),
    };
    for (const [name, [yTrue, yPred, weight, mask]] of Object.entries(calls)) {
      const kind = name === 'yPred' ? 'float32' : 'numbers';
      for (const call of [f, f.parts])
        expect(input(() => call(yTrue, yPred!, weight, mask)).message).toBe(
          `${name} must be a tensor of ${kind}, got ${text.replaceAll('NAME', name)}`,
        );
    }
  });

  test('no arguments at all', () => {
    expect(input(() => (f as unknown as () => unknown)()).message).toContain(
      'yPred must be a tensor of float32, got undefined',
    );
  });

  test('an input that the loss has not', () => {
    const gain = input(() => f(x, x, undefined, undefined, { gain: x }));
    expect(gain.message).toBe('gain is no input of this loss; this loss has no further inputs');
  });

  test('a target that is no tensor', () => {
    expect(thrown(() => f(list, x))).toMatchObject({
      lossmith: 'input',
      input: 'yTrue',
      advice: 'give yTrue as a tensor: tf.tensor(yTrue)',
    });
  });

  test.each([
    ['a list for a weight', () => f(x, x, list)],
    ['a number for a weight', () => f(x, x, 3 as unknown as tf.Tensor)],
    ['a list for a mask', () => f(x, x, undefined, list)],
    ['words for a target', () => f(words, x)],
    ['words for a weight', () => f(x, x, words)],
  ])('%s gets an error of Lossmith', (_, call) => {
    expect(isLossmithError(thrown(call))).toBe(true);
  });

  test('a negative weight gives NaN in its entry alone', () => {
    const none = compileTfjs(squared, { reduction: 'none' });
    const { loss, gradient } = none.parts(tf.zeros([2]), x, tf.tensor1d([-1, 1]));
    expect([...numbers(loss), ...numbers(gradient)]).toEqual([Number.NaN, 0.5, Number.NaN, 1]);
  });

  test.each([
    ['nothing', undefined, false],
    ['null', null, false],
    ['an object', {}, false],
    ['a name', 'matching', true],
    ['the JSON of a loss', { kind: 'matching', link: { kind: 'sinh' } }, true],
  ])('not a loss: %s', (_, loss, isJson) => {
    const error = option(() => compileTfjs(loss as unknown as Loss));
    expect(error.option).toBe('loss');
    const advice = isJson ? 'read the JSON of a loss with parseLoss' : 'make one with losses.…';
    expect(error.message).toBe(`option loss: is no loss; ${advice}`);
  });

  test('a loss of another version', () => {
    const newer = { ...squared, version: 2 } as unknown as Loss;
    const advice = 'install all @lossmith packages in one version';
    expect(() => compileTfjs(newer)).toThrow(`the loss has version 2, this @lossmith/core knows 1; ${advice}`);
  });

  test('an option that does not exist, a reduction that does not exist', () => {
    const unknown = option(() => compileTfjs(squared, { reductions: 'mean' } as TfjsOptions));
    expect(unknown.message).toBe('option reductions: is unknown; known here: reduction, execution');
    const reduction = option(() => compileTfjs(squared, { reduction: 'average' } as unknown as TfjsOptions));
    expect(reduction.message).toBe('option reduction: "average" is unknown; use example, none, sum, mean');
    const execution = option(() => compileTfjs(squared, { execution: 'webgl' } as unknown as TfjsOptions));
    expect(execution.message).toBe(
      "option execution: \"webgl\" is unknown; use 'auto', 'ops', 'wasm', or webgpu of '@lossmith/tfjs/webgpu'",
    );
    const shaders = option(() => compileTfjs(squared, { execution: 'webgpu' } as unknown as TfjsOptions));
    expect(shaders.message).toBe(
      "option execution: 'webgpu' is an entry of its own; import { webgpu } from '@lossmith/tfjs/webgpu' and give execution: webgpu",
    );
    expect(option(() => compileTfjs(squared, 'mean' as unknown as TfjsOptions)).message).toBe(
      'options: must be an object, got "mean"; give { reduction: \'mean\' }',
    );
    expect(option(() => compileTfjs(squared, null as unknown as TfjsOptions)).message).toContain('options: must be');
    for (const value of [0, '', 'toString', ['mean'], 10n, Symbol('mean'), Object.create(null)])
      for (const name of ['reduction', 'execution'])
        expect(() => compileTfjs(squared, { [name]: value } as never)).toThrow(LossmithOptionError);
  });
});
