import * as tf from '@tensorflow/tfjs-core';
import { portable, type TfjsLowering, type TfjsLowerings } from './portable-lowerings.js';
import { dimensionOf } from './program-shapes.js';
import { log, log1p } from './webgl-logarithms.js';

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

/** Exponents of at most this size are split into a whole number, taken by multiplying, and a fraction. */
const mostFactors = 8;

/** xⁿ for a whole n ≥ 1. */
function multiplied(x: tf.Tensor, n: number): tf.Tensor {
  if (n === 1) return x;
  const half = multiplied(x, Math.floor(n / 2));
  const square = tf.mul(half, half);
  return n % 2 === 0 ? square : tf.mul(square, x);
}

/**
 * x to a constant power, x > 0. The native one is 2 to the power of exponent·log₂ x, rounded before: 31 ulp off for 1e-5 cubed. So whole
 * exponents multiply, halves take roots, and what remains has an exponent below 1. No part goes further from 1 than the result.
 */
function constantPower(x: tf.Tensor, exponent: number): tf.Tensor {
  const size = Math.abs(exponent);
  if (!(size > 0) || size > mostFactors) return tf.pow(x, exponent);
  const [whole, fraction] = [Math.floor(size), size % 1];
  const factors = [
    ...(whole === 0 ? [] : [multiplied(x, whole)]),
    ...(fraction === 0 ? [] : [fraction === 0.5 ? tf.sqrt(x) : tf.pow(x, fraction)]),
  ];
  const found = factors.reduce((product, factor) => tf.mul(product, factor));
  return exponent < 0 ? tf.div(1, found) : found;
}

/** The native power has no logarithm of 0 and NaN: 0^1e-38 is 1, (−0)^0.4 is 5e-16, NaN^1.5 and 1.5^NaN are ∞. */
const power: TfjsLowering = (args, instruction, { constants }) => {
  const [x, exponent] = args as [tf.Tensor, tf.Tensor];
  const constant = constants.get(instruction.args[1] as number);
  const size = tf.abs(x);
  const ofNone = tf.where(tf.greater(exponent, 0), size, tf.where(tf.less(exponent, 0), tf.div(1, size), tf.scalar(1)));
  const ofNumbers =
    constant === undefined ? tf.where(tf.isNaN(exponent), exponent, tf.pow(x, exponent)) : constantPower(x, constant);
  return tf.where(tf.logicalOr(tf.equal(x, 0), tf.isNaN(x)), ofNone, ofNumbers);
};

/** No native function beyond the primitive ones: they differ between GPUs. Measured with ANGLE's SwiftShader. */
export const webglLowerings: TfjsLowerings = { ...portable, max, power, log, log1p };
