import * as tf from '@tensorflow/tfjs-core';
import { type TfjsLowering, unary } from './portable-lowerings.js';

/**
 * log(1 + x) for −0.3 < x < 0.5: 2·artanh(t/2) = t·(1 + t²/12 + t⁴/80 + …), t = x/(1 + x/2). As |t| < 0.4, what is left out behind
 * t⁸/2304 is less than 1e-8 of it. t, rather than t/2, as a half of the smallest numbers is taken for 0.
 */
function beside1(x: tf.Tensor): tf.Tensor {
  const t = tf.div(x, tf.add(tf.mul(x, 0.5), 1));
  const z = tf.square(t);
  let sum: tf.Tensor = tf.mul(z, 1 / 2304);
  for (const divisor of [448, 80, 12]) sum = tf.mul(z, tf.add(sum, 1 / divisor));
  return tf.mul(t, tf.add(sum, 1));
}

const isBeside1 = (x: tf.Tensor): tf.Tensor => tf.less(tf.abs(tf.sub(x, 0.1)), 0.4);

/** The native logarithm is off by up to 2⁻²¹ between ½ and 2 (Vulkan), whatever its size: 3,610 ulp for 1 − 2⁻¹⁴. */
function logarithm(x: tf.Tensor): tf.Tensor {
  const rest = tf.sub(x, 1);
  return tf.where(isBeside1(rest), beside1(rest), tf.log(x));
}

const log1pOf = (x: tf.Tensor): tf.Tensor => tf.where(isBeside1(x), beside1(x), tf.log(tf.add(x, 1)));

export const log: TfjsLowering = unary(logarithm);
/** The series serves here as well: core's expansion, for any logarithm, takes twice as many operations, and would have both. */
export const log1p: TfjsLowering = unary(log1pOf);
