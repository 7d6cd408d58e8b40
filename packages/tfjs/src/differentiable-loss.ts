import * as tf from '@tensorflow/tfjs-core';
import { type Call, inputsOf, pack, unpack } from './call.js';
import { type Gradient, withGradient } from './custom-gradient.js';
import { isMean, scaledBy, tensorDerivative } from './derivatives.js';
import type { Data } from './prepare.js';
import { type Counts, factorOf, reduce, spread } from './reduction.js';

type Results = Readonly<Record<string, tf.Tensor>>;

/** Loss and derivatives of the examples; they may be reduced already where that is all that will be used. */
function resultsFor(call: Call, predicted: tf.Tensor, data: Data['tensors'], hessian: boolean): Results {
  const sums = call.kind === 'sum' || call.kind === 'mean' ? 'sum' : 'none';
  const reduction = isMean(call) ? 'mean' : sums;
  return call.programs.value(call.extras, { hessian, reduction })(inputsOf(call, predicted, data));
}

const reducedLoss = (call: Call, losses: tf.Tensor, factor: tf.Tensor): tf.Tensor =>
  isMean(call) ? tf.reshape(losses, []) : reduce(call, losses, factor);

/** A program has these results where not every example counts as 1. */
const countsOf = ({ weight, kept }: Results): Counts => ({ weight, kept });

/** The reduced loss of predicted; value and gradient are computed together, everything later from saved tensors. */
export function differentiableLoss(call: Call, predicted: tf.Tensor, data: Data['tensors']): tf.Tensor {
  return withGradient([predicted], ([x], save) => {
    const at = x as tf.Tensor;
    const results = resultsFor(call, at, data, false);
    const factor = factorOf(call, countsOf(results));
    save([at, results.gradient as tf.Tensor, ...pack(call, { data, factor })]);
    const gradFunc: Gradient = (upstream, saved) => {
      const [before, gradient, ...rest] = saved as [tf.Tensor, tf.Tensor, ...tf.Tensor[]];
      return tensorDerivative(call, before, upstream, [], unpack(call, rest), gradient);
    };
    return { value: reducedLoss(call, results.loss as tf.Tensor, factor), gradFunc };
  });
}

/** Loss, and gradient and hessian of its sum, without a tape. */
export function lossParts(call: Call, predicted: tf.Tensor, data: Data['tensors']) {
  const results = resultsFor(call, predicted, data, true);
  const factor = factorOf(call, countsOf(results));
  const loss = reducedLoss(call, results.loss as tf.Tensor, factor);
  const upstream = tf.onesLike(loss);
  const share = spread(call, upstream, factor);
  const scaled = (x: tf.Tensor) => tf.reshape(scaledBy(call, x, upstream, share), [...call.layout.shape]);
  return { loss, gradient: scaled(results.gradient as tf.Tensor), hessian: scaled(results.hessian as tf.Tensor) };
}
