import * as tf from '@tensorflow/tfjs-core';
import { type Call, type Constants, directionsOf, inputsOf, pack, unpack } from './call.js';
import { type Gradient, registerCastGradient, withGradient } from './custom-gradient.js';
import { reduce, spread } from './reduction.js';

const replaced = (tensors: readonly tf.Tensor[], k: number, by: tf.Tensor) => tensors.map((x, n) => (n === k ? by : x));
const without = (tensors: readonly tf.Tensor[], k: number) => tensors.filter((_, n) => n !== k);

/** The reduced derivative of the loss along the directions. Linear in each of them. */
function reducedDerivative(
  call: Call,
  predicted: tf.Tensor,
  directions: readonly tf.Tensor[],
  constants: Constants,
): tf.Tensor {
  const order = directions.length;
  registerCastGradient();
  return withGradient([predicted, ...directions], ([x, ...along], save) => {
    const inputs = inputsOf(call, x as tf.Tensor, constants.data, directionsOf(call, along));
    const value = call.programs.example(order, call.extras)(inputs).example as tf.Tensor;
    save([x as tf.Tensor, ...along, ...pack(call, constants)]);
    const gradFunc: Gradient = (upstream, saved) => {
      const [at, ...rest] = saved as [tf.Tensor, ...tf.Tensor[]];
      const kept = unpack(call, rest.slice(order));
      const before = rest.slice(0, order);
      const own = tensorDerivative(call, at, upstream, before, kept);
      return [own, ...before.map((_, k) => tensorDerivative(call, at, upstream, without(before, k), kept))];
    };
    return { value: reduce(call, value, constants.factor), gradFunc };
  });
}

/** The derivatives of `tensorDerivative` by predicted, by what flows back, and by each direction. */
function furtherDerivatives(call: Call, order: number): Gradient {
  return (outer, saved) => {
    const [predicted, upstream, ...rest] = saved as [tf.Tensor, tf.Tensor, ...tf.Tensor[]];
    const kept = unpack(call, rest.slice(order));
    const before = rest.slice(0, order);
    const further = [...before, outer];
    return [
      tensorDerivative(call, predicted, upstream, further, kept),
      reducedDerivative(call, predicted, further, kept),
      ...before.map((_, k) => tensorDerivative(call, predicted, upstream, replaced(before, k, outer), kept)),
    ];
  };
}

/**
 * The derivative by predicted of Σ upstream·(reduced derivative along the directions), of predicted's shape. Linear in
 * upstream and, derivatives being symmetric, in each direction the same function with that direction exchanged: so these
 * two functions, each the other's derivative, serve every order. Without directions `gradient` holds what has been computed.
 */
export function tensorDerivative(
  call: Call,
  predicted: tf.Tensor,
  upstream: tf.Tensor,
  directions: readonly tf.Tensor[],
  constants: Constants,
  gradient?: tf.Tensor,
): tf.Tensor {
  const order = directions.length;
  return withGradient([predicted, upstream, ...directions], ([x, above, ...along], save) => {
    const [at, flowing] = [x as tf.Tensor, above as tf.Tensor];
    const share = spread(call, flowing, constants.factor);
    const computed = () => {
      const more = { upstream: share, ...directionsOf(call, along) };
      return call.programs.tensor(order, call.extras)(inputsOf(call, at, constants.data, more)).tensor as tf.Tensor;
    };
    const value = gradient === undefined ? computed() : scaledBy(call, gradient, flowing, share);
    save([at, flowing, ...along, ...pack(call, constants)]);
    return { value: tf.reshape(value, [...call.layout.shape]), gradFunc: furtherDerivatives(call, order) };
  });
}

/** Whether results of programs are the mean, and its derivatives, already. */
export const isMean = ({ kind, extras, programs }: Call): boolean =>
  kind === 'mean' && !extras.weight && extras.mask === undefined && programs.means;

/** A derivative as the loss's own program gives it, times what flows back to the examples. */
export function scaledBy(call: Call, derivative: tf.Tensor, upstream: tf.Tensor, share: tf.Tensor): tf.Tensor {
  return call.programs.multiply(derivative, isMean(call) ? tf.reshape(upstream, [1, 1, 1]) : share);
}
