import type { Axis } from '@lossmith/core';
import type { Lowering, Lowerings, PrimitiveLowerings } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import { type Context, dimensionOf, indices, shapeOf } from './program-shapes.js';
import { sumRows } from './sums.js';

export type TfjsLowering = Lowering<tf.Tensor, Context>;
export type TfjsLowerings = Lowerings<tf.Tensor, Context>;

export const unary =
  (op: (x: tf.Tensor) => tf.Tensor): TfjsLowering =>
  ([x]) =>
    op(x as tf.Tensor);
const binary =
  (op: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor): TfjsLowering =>
  ([x, y]) =>
    op(x as tf.Tensor, y as tf.Tensor);

/** Data lie along i; what is asked for along j is the same numbers, turned. */
const data: TfjsLowering = (_, { name, axes }, context) => {
  const x = context.data(name as string);
  return axes === 'j' ? tf.reshape(x, shapeOf('j', context.examples, context.items)) : x;
};

/** Σ along an axis, in blocks. The axis is brought to the end first; the others keep their places. */
const sum: TfjsLowering = ([value], instruction) => {
  const x = value as tf.Tensor;
  const dimension = dimensionOf(instruction.axis as Axis);
  const [examples, i, j] = x.shape as [number, number, number];
  const last = dimension === 1 && j > 1 ? tf.transpose(x, [0, 2, 1]) : x;
  const length = dimension === 1 ? i : j;
  const total = sumRows(tf.reshape(last, [(examples * i * j) / length, length]));
  return tf.reshape(total, dimension === 1 ? [examples, 1, j] : [examples, i, 1]);
};

/** Every primitive operation by the tfjs op that means the same: right on any tfjs backend. */
export const portable: PrimitiveLowerings<tf.Tensor, Context> = {
  constant: (_, { value }) => tf.scalar(value as number, 'float32'),
  input: data,
  parameter: data,
  index: (_, { axis }, context) => indices(axis as Axis, context),
  size: (_args, _instruction, { items }) => tf.scalar(items, 'float32'),
  add: binary(tf.add),
  subtract: binary(tf.sub),
  multiply: binary(tf.mul),
  divide: binary(tf.div),
  negate: unary(tf.neg),
  absolute: unary(tf.abs),
  sign: unary(tf.sign),
  minimum: binary(tf.minimum),
  maximum: binary(tf.maximum),
  exp: unary(tf.exp),
  log: unary(tf.log),
  sqrt: unary(tf.sqrt),
  power: binary(tf.pow),
  less: binary(tf.less),
  lessEqual: binary(tf.lessEqual),
  equal: binary(tf.equal),
  and: binary(tf.logicalAnd),
  or: binary(tf.logicalOr),
  not: unary(tf.logicalNot),
  select: ([condition, x, y]) => tf.where(condition as tf.Tensor, x as tf.Tensor, y as tf.Tensor),
  sum,
  max: ([x], instruction) => tf.max(x as tf.Tensor, dimensionOf(instruction.axis as Axis), true),
};
