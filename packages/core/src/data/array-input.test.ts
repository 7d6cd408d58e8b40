import { describe, expect, test } from 'vitest';
import { LossmithInputError, LossmithShapeError, LossmithValueError } from '../errors/errors.js';
import { toTensor } from './array-input.js';

const detached = () => {
  const values = Float32Array.of(1, 2);
  structuredClone(values.buffer, { transfer: [values.buffer] });
  return values;
};

/** A view that its buffer no longer holds. */
const shrunk = () => {
  const buffer = new (ArrayBuffer as unknown as new (size: number, options: object) => ArrayBuffer)(16, {
    maxByteLength: 16,
  });
  const values = new Float32Array(buffer, 8, 2);
  (buffer as unknown as { resize(size: number): void }).resize(8);
  return values;
};

describe('what is no data', () => {
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'predicted is missing; give nested arrays of numbers, or a typed array'],
    ['null', null, 'predicted is null; give nested arrays of numbers, or a typed array'],
    ['text', '12', 'predicted is "12"; give nested arrays of numbers, or a typed array'],
    [
      'a tensor of TensorFlow.js',
      { dataSync: () => [1], dtype: 'float32', shape: [1] },
      'give its numbers: predicted: tensor.dataSync(), shape: tensor.shape',
    ],
    [
      'a tensor of ONNX Runtime',
      { dims: [1], type: 'float32', data: [1] },
      'give its numbers: predicted: tensor.data, shape: tensor.dims',
    ],
    ['64-bit integers', BigInt64Array.of(1n), 'is a BigInt64Array; give numbers: Float32Array.from(values, Number)'],
    ['a DataView', new DataView(new ArrayBuffer(8)), 'is a DataView; give a typed array over it'],
    ['memory', new ArrayBuffer(8), 'is an ArrayBuffer; give a typed array over it'],
    ['a promise', Promise.resolve([1]), 'is a Promise; await it'],
    ['an object', { 0: 1 }, 'is {"0":1}; give nested arrays of numbers'],
    ['a detached array', detached(), 'predicted is detached: its buffer was transferred or has shrunk'],
    ['a view beyond the end of its buffer', shrunk(), 'predicted is detached'],
    ['detached arrays in a list', [detached(), detached()], 'predicted is detached'],
  ])('%s is refused by name', (_, value, message) => {
    expect(() => toTensor('predicted', value as never)).toThrow(LossmithInputError);
    expect(() => toTensor('predicted', value as never)).toThrow(message);
  });

  test.each<[string, unknown[], string]>([
    ['a hole', new Array(2), 'predicted[0] = undefined: not a number'],
    ['null', [1, null], 'predicted[1] = null: not a number'],
    ['text', [[1], ['2']], 'predicted[1] = "2": not a number'],
    ['a 64-bit integer', [1, 2n], 'predicted[1] = 2n: not a number'],
    ['64-bit integers', [BigInt64Array.of(1n)], 'predicted[0] = a BigInt64Array: not a number'],
  ])('%s in a list is refused with its place', (_, value, message) => {
    expect(() => toTensor('predicted', value as never)).toThrow(LossmithValueError);
    expect(() => toTensor('predicted', value as never)).toThrow(message);
  });

  test.each([2, null, 'x', [1.5], [-1], [[2]]])('a shape of %o', (shape) => {
    expect(() => toTensor('predicted', [1, 2], { shape: shape as never })).toThrow(LossmithInputError);
  });

  test('a shape for another number of values', () => {
    expect(() => toTensor('predicted', [1, 2], { shape: [3] })).toThrow(LossmithShapeError);
  });
});

describe('what is', () => {
  test('an empty array is one, if it still has its memory', () => {
    expect(toTensor('x', new Float32Array(0)).shape).toEqual([0]);
    expect(toTensor('x', [new Float32Array(0)]).shape).toEqual([1, 0]);
  });

  test('an array over shared memory', () => {
    const values = new Float32Array(new SharedArrayBuffer(8));
    expect(toTensor('x', values).values).toBe(values);
  });

  test('labels as 64-bit integers, flat or in lists', () => {
    const labels = { labels: true };
    expect(Array.from(toTensor('target', BigInt64Array.of(3n, -1n), labels).values)).toEqual([3, -1]);
    expect(toTensor('target', BigUint64Array.of(3n), labels)).toMatchObject({ shape: [1], flat: true });
    expect(toTensor('target', [[1n], [0n]], labels)).toMatchObject({ values: [1, 0], shape: [2, 1] });
    expect(toTensor('target', [BigInt64Array.of(1n, 2n)], labels)).toMatchObject({ values: [1, 2], shape: [1, 2] });
  });
});
