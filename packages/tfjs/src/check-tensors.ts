import { LossmithOptionError } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';

/** What a user may give in place of a tensor. */
type Anything = Partial<Record<'dims' | 'type' | 'location' | 'constructor', unknown>>;

/** What tensors of ONNX Runtime have. */
const isOrtTensor = (x: Anything): boolean => 'dims' in x && 'type' in x && 'location' in x;

/** In words, what stands where something else should. */
export function described(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof tf.Tensor) return value.isDisposed ? 'a tensor that is disposed' : `a tensor of ${value.dtype}`;
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) {
    if (isOrtTensor(value)) return 'a tensor of ONNX Runtime';
    const { constructor: made } = value as Anything;
    return ArrayBuffer.isView(value) && typeof made === 'function' ? `a ${made.name}` : 'an object';
  }
  if (typeof value === 'function') return 'a function';
  return String(value);
}

/** How to make a tensor of it. */
function adviceFor(name: string, value: unknown): string {
  if (value instanceof tf.Tensor && value.isDisposed) return `keep ${name} until the loss is computed`;
  const found = described(value);
  if (found === 'a tensor of ONNX Runtime') return `give ${name} as tf.tensor(${name}.data, ${name}.dims)`;
  if (found.startsWith('a Big')) return `give ${name} as tf.tensor(Int32Array.from(${name}, Number), shape, 'int32')`;
  const isArray = Array.isArray(value) || ArrayBuffer.isView(value);
  return isArray ? `give ${name} as a tensor: tf.tensor(${name})` : `give ${name} as a tensor`;
}

const holdsNumbers = (value: unknown, types: readonly string[]): value is tf.Tensor =>
  value instanceof tf.Tensor && !value.isDisposed && types.includes(value.dtype);

/** Predictions have a gradient, so that they are float32. */
export function checkPredicted(value: unknown): tf.Tensor {
  if (holdsNumbers(value, ['float32'])) return value;
  const isOther = value instanceof tf.Tensor && !value.isDisposed;
  const advice = isOther ? 'losses take (yTrue, yPred), the prediction second' : adviceFor('yPred', value);
  throw new LossmithOptionError('yPred', `must be a tensor of float32, got ${described(value)}`, advice);
}

/** Data may be of any type that holds numbers or truth values. */
export function checkData(name: string, value: unknown): tf.Tensor {
  if (holdsNumbers(value, ['float32', 'int32', 'bool'])) return value;
  throw new LossmithOptionError(name, `must be a tensor of numbers, got ${described(value)}`, adviceFor(name, value));
}
