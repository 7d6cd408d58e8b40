import type { Axes, Axis } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';

/** What the lowerings of one run work with. */
export interface Context {
  readonly examples: number;
  readonly items: number;
  /** The values of the program's constants, by instruction. */
  readonly constants: ReadonlyMap<number, number>;
  /** The tensor of an input, by name, in the shape of its axes. */
  data(name: string): tf.Tensor;
}

/** The shape of values with the given axes: [examples, i, j], 1 where they do not vary. */
export function shapeOf(axes: Axes, examples: number, items: number): [number, number, number] {
  return [examples, axes.includes('i') ? items : 1, axes.includes('j') ? items : 1];
}

/** The dimension of an axis in such a shape. */
export const dimensionOf = (axis: Axis): 1 | 2 => (axis === 'i' ? 1 : 2);

/** 0, 1, 2, … along an axis. */
export function indices(axis: Axis, { items }: Context): tf.Tensor {
  const range = tf.range(0, items, 1, 'float32');
  return tf.reshape(range, axis === 'i' ? [1, items, 1] : [1, 1, items]);
}
