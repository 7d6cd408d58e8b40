import * as tf from '@tensorflow/tfjs-core';
import type { Data } from './prepare.js';
import type { Programs } from './programs.js';
import type { Reduction } from './reduction.js';

/** A call of a loss: how its tensors lie, which data it brings, and the programs that run over them. */
export interface Call extends Reduction {
  readonly programs: Programs;
  readonly extras: { readonly weight: boolean; readonly mask: Data['maskAxes'] };
  /** Names of the data besides predicted, in the order in which they are saved. */
  readonly names: readonly string[];
}

/** Tensors of a call that have no gradient. They are saved with every function that may still need them. */
export interface Constants {
  readonly data: Data['tensors'];
  readonly factor: tf.Tensor;
}

export const pack = ({ names }: Call, { data, factor }: Constants): tf.Tensor[] => [
  factor,
  ...names.map((name) => data[name] as tf.Tensor),
];

export function unpack({ names }: Call, tensors: readonly tf.Tensor[]): Constants {
  const [factor, ...rest] = tensors as [tf.Tensor, ...tf.Tensor[]];
  return { factor, data: Object.fromEntries(names.map((name, k) => [name, rest[k] as tf.Tensor])) };
}

/** A tensor of predicted's shape as programs want it. */
const asEntries = ({ layout }: Call, x: tf.Tensor): tf.Tensor => tf.reshape(x, [layout.examples, layout.items, 1]);

/** What a program of the call runs over. */
export function inputsOf(call: Call, predicted: tf.Tensor, data: Data['tensors'], more: Data['tensors'] = {}) {
  const { examples, items } = call.layout;
  return { examples, items, data: { predicted: asEntries(call, predicted), ...data, ...more } };
}

export const directionsOf = (call: Call, directions: readonly tf.Tensor[]): Data['tensors'] =>
  Object.fromEntries(directions.map((direction, k) => [`direction${k}`, asEntries(call, direction)]));
