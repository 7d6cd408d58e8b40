import { LossmithInputError } from '@lossmith/core';
import { describeValue, tensorOf } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';

/** In words, what stands where a tensor should. */
function described(value: unknown): string {
  if (!(value instanceof tf.Tensor)) return Array.isArray(value) ? 'an array' : describeValue(value);
  return value.isDisposed ? 'a tensor that is disposed' : `a tensor of ${value.dtype}`;
}

/** How to make a tensor of it. */
function adviceFor(name: string, value: unknown): string {
  if (value instanceof tf.Tensor && value.isDisposed) return `keep ${name} until the loss is computed`;
  if (tensorOf(value) === 'ONNX Runtime') return `give ${name} as tf.tensor(${name}.data, ${name}.dims)`;
  if (value instanceof BigInt64Array || value instanceof BigUint64Array)
    return `give ${name} as tf.tensor(Int32Array.from(${name}, Number), shape, 'int32')`;
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
  throw new LossmithInputError('yPred', `must be a tensor of float32, got ${described(value)}`, advice);
}

/** Data may be of any type that holds numbers or truth values. */
export function checkData(name: string, value: unknown): tf.Tensor {
  if (holdsNumbers(value, ['float32', 'int32', 'bool'])) return value;
  throw new LossmithInputError(name, `must be a tensor of numbers, got ${described(value)}`, adviceFor(name, value));
}
