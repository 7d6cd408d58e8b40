import * as tf from '@tensorflow/tfjs-core';
import { binary, portable, type TfjsLowering, type TfjsLowerings } from './portable-lowerings.js';
import { dimensionOf } from './program-shapes.js';

/**
 * The native maximum begins at −1e20, so that it is never less. Of numbers 2⁶⁴ times smaller it is right where the other is not:
 * exactly, as scaling by a power of 2 rounds nothing there. NaN takes the second way, where it stays.
 */
const max: TfjsLowering = ([x], { axis }) => {
  const along = axis === undefined ? 1 : dimensionOf(axis);
  const found = tf.max(x as tf.Tensor, along, true);
  const scaled = tf.max(tf.mul(x as tf.Tensor, 2 ** -64), along, true);
  return tf.where(tf.greater(found, -(2 ** 66)), found, tf.mul(scaled, 2 ** 64));
};

/** The native power is 2 to the power of exponent·log₂ x, which is wrong for 0 and NaN: 0^1e-38 is 1, (−0)^0.4 5e-16, NaN^1.5 ∞. */
function power(x: tf.Tensor, exponent: tf.Tensor): tf.Tensor {
  const size = tf.abs(x);
  const ofNone = tf.where(tf.greater(exponent, 0), size, tf.where(tf.less(exponent, 0), tf.div(1, size), tf.scalar(1)));
  const ofNumbers = tf.where(tf.isNaN(exponent), exponent, tf.pow(x, exponent));
  return tf.where(tf.logicalOr(tf.equal(x, 0), tf.isNaN(x)), ofNone, ofNumbers);
}

/** Primitive operations alone: native functions differ between GPUs. Measured with ANGLE's SwiftShader. */
export const webglLowerings: TfjsLowerings = { ...portable, max, power: binary(power) };
