import * as tf from '@tensorflow/tfjs-core';
import { portable, type TfjsLowerings, unary } from './portable-lowerings.js';

/**
 * The cpu backend computes every op in float64 and rounds once, so its native functions are within an ulp of float32
 * (log1p and sigmoid below 6e-8, tails included). Left out: elu, which is eˣ − 1 as written, and softplus, 2e-7 at −15.
 */
export const cpuLowerings: TfjsLowerings = {
  ...portable,
  expm1: unary(tf.expm1),
  log1p: unary(tf.log1p),
  sigmoid: unary(tf.sigmoid),
  tanh: unary(tf.tanh),
  sinh: unary(tf.sinh),
  cosh: unary(tf.cosh),
  asinh: unary(tf.asinh),
  arctan: unary(tf.atan),
};
