import * as tf from '@tensorflow/tfjs-core';
import type { Data, Layout } from './prepare.js';
import type { Programs } from './programs.js';
import { factorOf, type Reduction, reduce, spread } from './reduction.js';

/** A call: how its tensors lie, and the programs that run over them. */
export interface Call extends Reduction {
  readonly layout: Layout;
  readonly programs: Programs;
  readonly extras: { readonly weight: boolean; readonly mask: Data['maskAxes'] };
}

/** Tensors of a call that have no gradient. They are saved with every function that may still need them. */
interface Constants {
  readonly data: Data;
  readonly factor: tf.Tensor;
}

type Gradients = tf.Tensor | tf.Tensor[];
type Gradient = (upstream: tf.Tensor, saved: tf.Tensor[]) => Gradients;
type Save = (tensors: tf.Tensor[]) => void;

/**
 * tfjs differentiates the clones that `save` makes through Cast. With tfjs-core alone no gradient of any op is registered,
 * so derivatives beyond the second would miss this one.
 */
function registerCastGradient(): void {
  if (tf.getGradient('Cast') !== undefined) return;
  tf.registerGradient({ kernelName: 'Cast', gradFunc: (dy) => ({ x: () => tf.cast(dy as tf.Tensor, 'float32') }) });
}

/** tf.customGrad with the saving function apart from the inputs. */
function withGradient(
  inputs: readonly tf.Tensor[],
  forward: (inputs: readonly tf.Tensor[], save: Save) => { value: tf.Tensor; gradFunc: Gradient },
): tf.Tensor {
  const call = tf.customGrad((...args: (tf.Tensor | Save)[]) => {
    const save = args[args.length - 1] as Save;
    return forward(args.slice(0, -1) as tf.Tensor[], save);
  });
  return call(...inputs);
}

function pack({ data, factor }: Constants): tf.Tensor[] {
  return [
    factor,
    data.target,
    ...(data.weight === undefined ? [] : [data.weight]),
    ...(data.mask === undefined ? [] : [data.mask]),
  ];
}

function unpack(call: Call, tensors: readonly tf.Tensor[]): Constants {
  const [factor, target, ...rest] = tensors as [tf.Tensor, tf.Tensor, ...tf.Tensor[]];
  const { weight, mask } = call.extras;
  const data = {
    target,
    ...(weight ? { weight: rest[0] as tf.Tensor } : {}),
    ...(mask === undefined ? {} : { mask: rest[weight ? 1 : 0] as tf.Tensor, maskAxes: mask }),
  };
  return { data, factor };
}

/** A tensor of predicted's shape as programs want it. */
const asEntries = ({ layout }: Call, x: tf.Tensor): tf.Tensor => tf.reshape(x, [layout.examples, layout.items, 1]);

function inputsOf(call: Call, predicted: tf.Tensor, data: Data, more: Record<string, tf.Tensor> = {}) {
  const { examples, items } = call.layout;
  const { maskAxes: _, ...tensors } = data;
  return {
    examples,
    items,
    data: { predicted: asEntries(call, predicted), ...tensors, ...more } as Record<string, tf.Tensor>,
  };
}

const directionsOf = (call: Call, directions: readonly tf.Tensor[]) =>
  Object.fromEntries(directions.map((direction, k) => [`direction${k}`, asEntries(call, direction)]));

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
    save([x as tf.Tensor, ...along, ...pack(constants)]);
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

/**
 * The derivative by predicted of Σ upstream·(reduced derivative along the directions), of predicted's shape. Linear in
 * upstream and, derivatives being symmetric, in each direction the same function with that direction exchanged: so these
 * two functions, each the other's derivative, serve every order.
 */
function tensorDerivative(
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
    const program = () => call.programs.tensor(order, call.extras);
    const inputs = () => inputsOf(call, at, constants.data, { upstream: share, ...directionsOf(call, along) });
    const value =
      gradient === undefined ? (program()(inputs()).tensor as tf.Tensor) : scaledBy(call, gradient, flowing, share);
    save([at, flowing, ...along, ...pack(constants)]);
    const gradFunc: Gradient = (outer, saved) => {
      const [place, weight, ...rest] = saved as [tf.Tensor, tf.Tensor, ...tf.Tensor[]];
      const kept = unpack(call, rest.slice(order));
      const before = rest.slice(0, order);
      const further = [...before, outer];
      return [
        tensorDerivative(call, place, weight, further, kept),
        reducedDerivative(call, place, further, kept),
        ...before.map((_, k) => tensorDerivative(call, place, weight, replaced(before, k, outer), kept)),
      ];
    };
    return { value: tf.reshape(value, [...call.layout.shape]), gradFunc };
  });
}

/** Whether results of programs are the mean, and its derivatives, already. */
const isMean = ({ kind, extras, programs }: Call): boolean =>
  kind === 'mean' && !extras.weight && extras.mask === undefined && programs.means;

/** A derivative as `resultsFor` gives it, times what flows back to the examples. */
function scaledBy(call: Call, derivative: tf.Tensor, upstream: tf.Tensor, share: tf.Tensor): tf.Tensor {
  return call.programs.multiply(derivative, isMean(call) ? tf.reshape(upstream, [1, 1, 1]) : share);
}

/** Loss and derivatives of the examples; they may be reduced already where that is all that will be used. */
function resultsFor(call: Call, predicted: tf.Tensor, data: Data, hessian: boolean) {
  const sums = call.kind === 'sum' || call.kind === 'mean' ? 'sum' : 'none';
  const reduction = isMean(call) ? 'mean' : sums;
  return call.programs.value(call.extras, { hessian, reduction })(inputsOf(call, predicted, data));
}

const reducedLoss = (call: Call, losses: tf.Tensor, factor: tf.Tensor): tf.Tensor =>
  isMean(call) ? tf.reshape(losses, []) : reduce(call, losses, factor);

/** The reduced loss of predicted; value and gradient are computed together, everything later from saved tensors. */
export function differentiableLoss(call: Call, predicted: tf.Tensor, data: Data): tf.Tensor {
  return withGradient([predicted], ([x], save) => {
    const at = x as tf.Tensor;
    const results = resultsFor(call, at, data, false);
    const factor = factorOf(call, countsOf(call, results));
    save([at, results.gradient as tf.Tensor, ...pack({ data, factor })]);
    const gradFunc: Gradient = (upstream, saved) => {
      const [place, gradient, ...rest] = saved as [tf.Tensor, tf.Tensor, ...tf.Tensor[]];
      return tensorDerivative(call, place, upstream, [], unpack(call, rest), gradient);
    };
    return { value: reducedLoss(call, results.loss as tf.Tensor, factor), gradFunc };
  });
}

function countsOf({ extras }: Call, results: Readonly<Record<string, tf.Tensor>>) {
  const { weight, mask } = extras;
  return {
    weight: weight || mask !== undefined ? results.weight : undefined,
    kept: mask === undefined ? undefined : results.kept,
  };
}

/** Loss, and gradient and hessian of its sum, without a tape. */
export function lossParts(
  call: Call,
  predicted: tf.Tensor,
  data: Data,
): Record<'loss' | 'gradient' | 'hessian', tf.Tensor> {
  const results = resultsFor(call, predicted, data, true);
  const factor = factorOf(call, countsOf(call, results));
  const loss = reducedLoss(call, results.loss as tf.Tensor, factor);
  const upstream = tf.onesLike(loss);
  const share = spread(call, upstream, factor);
  const scaled = (x: tf.Tensor) => tf.reshape(scaledBy(call, x, upstream, share), [...call.layout.shape]);
  return { loss, gradient: scaled(results.gradient as tf.Tensor), hessian: scaled(results.hessian as tf.Tensor) };
}
