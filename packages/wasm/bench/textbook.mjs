import * as tf from '@tensorflow/tfjs-core';
import { links, losses } from '../dist/index.js';

/** D = H(ŝ) − H(s) − (ŝ − s)·h(s) as one would type it, from potential and link, differentiated by tfjs. */
const matching = (H, h) => (yTrue, yPred) =>
  tf.mean(tf.sub(tf.sub(H(yPred), H(yTrue)), tf.mul(tf.sub(yPred, yTrue), h(yTrue))));

const rate = 0.5;
const scaled = (z) => tf.mul(z, rate);
/** The potential of the arctan link: u·atan u − ½log(1 + u²). */
const ofArctan = (u) => tf.sub(tf.mul(u, tf.atan(u)), tf.mul(tf.log1p(tf.square(u)), 0.5));

/** ∫ and ∫∫ of a ramp from 0 to 1 of this width around c. */
const ramp = (z, c, width) => {
  const x = tf.add(tf.div(tf.sub(z, c), width), 0.5);
  return [tf.relu(x), tf.relu(tf.sub(x, 1))];
};
const rampSlope = (z, c, width) => {
  const [x, y] = ramp(z, c, width);
  return tf.mul(tf.sub(tf.square(x), tf.square(y)), width / 2);
};
const rampArea = (z, c, width) => {
  const [x, y] = ramp(z, c, width);
  return tf.mul(tf.sub(tf.mul(tf.square(x), x), tf.mul(tf.square(y), y)), width ** 2 / 6);
};

const fiveParts = links.sum([
  links.sigmoid({ center: 1 }),
  links.sinh({ rate: 0.3 }),
  links.mirror(links.exp({ rate: 0.4 })),
  links.arctan({ center: -1 }),
  links.identity({ amplitude: 0.1 }),
]);

/** A loss of Lossmith's and the same as one would type it in TensorFlow.js, by name. */
export const pairs = {
  sinh: {
    loss: losses.matching(links.sinh({ rate })),
    typed: matching(
      (z) => tf.div(tf.cosh(scaled(z)), rate),
      (z) => tf.sinh(scaled(z)),
    ),
  },
  sigmoid: {
    loss: losses.matching(links.sigmoid({ rate })),
    typed: matching(
      (z) => tf.div(tf.softplus(scaled(z)), rate),
      (z) => tf.sigmoid(scaled(z)),
    ),
  },
  arctan: {
    loss: losses.matching(links.arctan({ rate })),
    typed: matching(
      (z) => tf.div(ofArctan(scaled(z)), rate),
      (z) => tf.atan(scaled(z)),
    ),
  },
  piecewise: {
    loss: losses.matching(links.fromSensitivity({ floor: 0.1, regions: [{ from: 1, to: 2, gain: 1, softness: 0.5 }] })),
    typed: matching(
      (z) => tf.add(tf.mul(tf.square(z), 0.05), tf.sub(rampArea(z, 1, 0.5), rampArea(z, 2, 0.5))),
      (z) => tf.add(tf.mul(z, 0.1), tf.sub(rampSlope(z, 1, 0.5), rampSlope(z, 2, 0.5))),
    ),
  },
  'five parts': {
    loss: losses.matching(fiveParts),
    typed: matching(
      (z) =>
        tf.addN([
          tf.softplus(tf.sub(z, 1)),
          tf.div(tf.cosh(tf.mul(z, 0.3)), 0.3),
          tf.div(tf.exp(tf.mul(z, -0.4)), 0.4),
          ofArctan(tf.add(z, 1)),
          tf.mul(tf.square(z), 0.05),
        ]),
      (z) =>
        tf.addN([
          tf.sigmoid(tf.sub(z, 1)),
          tf.sinh(tf.mul(z, 0.3)),
          tf.neg(tf.exp(tf.mul(z, -0.4))),
          tf.atan(tf.add(z, 1)),
          tf.mul(z, 0.1),
        ]),
    ),
  },
};

const curved = (z) => tf.exp(scaled(z));

/** Composite Softmax of rows, matching form, transform e^{z/2}: the potential is log Σ e^{U}. */
export const examples = {
  loss: losses.compositeSoftmax(links.exp({ rate }), { form: 'matching' }),
  typed: (yTrue, yPred) => {
    const U = curved(yTrue);
    const slope = tf.mul(scaled(U), tf.softmax(U));
    const rise = tf.sum(tf.mul(tf.sub(yPred, yTrue), slope), 1);
    return tf.mean(tf.sub(tf.sub(tf.logSumExp(curved(yPred), 1), tf.logSumExp(U, 1)), rise));
  },
};

export const squared = (yTrue, yPred) => tf.losses.meanSquaredError(yTrue, yPred);

/** Value and gradient by tfjs, brought to the host. */
export function typedRun(typed, yTrue, yPred) {
  return () =>
    tf.tidy(() => {
      const { value, grad } = tf.valueAndGrad((x) => typed(yTrue, x))(yPred);
      value.dataSync();
      grad.dataSync();
    });
}
