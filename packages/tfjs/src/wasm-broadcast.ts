import type { Lowering } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import type { Context } from './program-shapes.js';

/**
 * tfjs' wasm backend repeats numbers fast in sums, differences, products and quotients alone. ns per number, for 2¹⁸ of them: x − y of a column and a row 4;
 * x < y of these 194, of whole tensors 9.6; a `where` with one number in place of a tensor 82, without 7.7 (tfjs 4.22, Node 20, one thread). So what is to be
 * repeated is repeated by a difference, x − 0, which leaves every number as it is, −0 and NaN included.
 */
type Wasm = Lowering<tf.Tensor, Context>;
type Shape = [number, number, number];

const lengthAlong = (x: tf.Tensor, dimension: number): number => x.shape[dimension] ?? 1;

/** The shape of what is computed of tensors [examples, i, j] and single numbers. */
function commonShape(args: readonly tf.Tensor[]): Shape {
  const along = (dimension: number) => args.map((x) => lengthAlong(x, dimension)).find((length) => length !== 1) ?? 1;
  return [along(0), along(1), along(2)];
}

function repeated(x: tf.Tensor, shape: Shape): tf.Tensor {
  const lacking = shape.map((length, k) => (lengthAlong(x, k) === 1 ? length : 1)) as Shape;
  const spread = tf.sub(x.dtype === 'bool' ? tf.cast(x, 'float32') : x, tf.zeros(lacking));
  return x.dtype === 'bool' ? tf.cast(spread, 'bool') : spread;
}

/** Arguments in one shape; single numbers may stay so. */
function inOneShape(args: readonly tf.Tensor[], single: boolean): tf.Tensor[] {
  const shape = commonShape(args);
  const size = tf.util.sizeFromShape(shape);
  return args.map((x) => (x.size === size || (single && x.size === 1) ? x : repeated(x, shape)));
}

/** A function of two tensors whose numbers are repeated before. */
export const wide =
  (op: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor) =>
  (x: tf.Tensor, y: tf.Tensor): tf.Tensor => {
    const [first, second] = inOneShape([x, y], true) as [tf.Tensor, tf.Tensor];
    return op(first, second);
  };

export const wideBinary = (op: (x: tf.Tensor, y: tf.Tensor) => tf.Tensor): Wasm => {
  const whole = wide(op);
  return ([x, y]) => whole(x as tf.Tensor, y as tf.Tensor);
};

export function where(condition: tf.Tensor, x: tf.Tensor, y: tf.Tensor): tf.Tensor {
  const [c, first, second] = inOneShape([condition, x, y], false) as [tf.Tensor, tf.Tensor, tf.Tensor];
  return tf.where(c, first, second);
}
