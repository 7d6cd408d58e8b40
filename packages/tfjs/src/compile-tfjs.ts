import type { Loss } from '@lossmith/core';
import { checkLoss, checkOptions } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import type { Call } from './call.js';
import { checkPredicted } from './check-tensors.js';
import { differentiableLoss, lossParts } from './differentiable-loss.js';
import { layoutOf } from './layout.js';
import { prepareData } from './prepare.js';
import { checkExecution, type TfjsExecution } from './program-runner.js';
import { type Programs, programsOf } from './programs.js';
import { checkReduction, type TfjsReduction } from './reduction.js';

export interface TfjsOptions<R extends TfjsReduction = TfjsReduction> {
  /** Default 'example': one number per example, so that Keras can weight examples and classes. */
  readonly reduction?: R;
  /** How losses are computed; results agree within their accuracy. Default 'auto'. */
  readonly execution?: TfjsExecution;
}

/** What a reduction leaves: a scalar of sums and means. */
export type ReducedTensor<R extends TfjsReduction> = R extends 'sum' | 'mean' ? tf.Scalar : tf.Tensor;

/** Loss as reduced, and the derivatives of its sum by predicted, of predicted's shape. */
export interface TfjsParts<Reduced extends tf.Tensor = tf.Tensor> {
  readonly loss: Reduced;
  readonly gradient: tf.Tensor;
  /** For class losses the diagonal of the Hessian. */
  readonly hessian: tf.Tensor;
}

/** Tensors by name, for what a loss takes besides predicted and target (`loss.inputs`): `gain`, say, or `reference`. */
export type TfjsInputs = Readonly<Record<string, tf.Tensor>>;

/** (yTrue, yPred, weight?, mask?, inputs?): data in the order of Keras, then inputs of the loss that have names of their own. */
type Arguments = [
  yTrue: tf.Tensor | null | undefined,
  yPred: tf.Tensor,
  weight?: tf.Tensor | null,
  mask?: tf.Tensor | null,
  inputs?: TfjsInputs | null,
];

/**
 * A loss as a function of tensors, in Keras argument order. yPred: float32, any rank, classes on the last axis for class
 * losses. yTrue: of yPred's shape; labels (int32 or float32) without the last axis, or with one of length 1. weight: of
 * the shape of the unreduced loss or of its leading axes. mask (true keeps): that too, or yPred's shape. inputs: what
 * else the loss takes, by name, one number per item (yPred's shape) or per example. The function's name is the loss's kind.
 */
export interface TfjsLoss<Reduced extends tf.Tensor = tf.Tensor> {
  (...data: Arguments): Reduced;
  /** Loss, gradient and hessian at once, without automatic differentiation. */
  parts(...data: Arguments): TfjsParts<Reduced>;
}

/** The call of one set of tensors, checked, and its data. */
function prepared(loss: Loss, programs: Programs, kind: TfjsReduction, data: Arguments) {
  const [yTrue, yPred, weight, mask, inputs] = data;
  const layout = layoutOf(loss, checkPredicted(yPred));
  const { tensors, maskAxes } = prepareData(loss, layout, { yTrue, weight, mask, inputs });
  const extras = { weight: tensors.weight !== undefined, mask: maskAxes };
  const call: Call = { layout, kind, programs, extras, names: Object.keys(tensors) };
  return [call, yPred, tensors] as const;
}

/**
 * Compiles a loss for TensorFlow.js: for `model.compile`, `optimizer.minimize` and tf.grad to any order. The gradient
 * by yTrue, weight, mask and inputs is not defined: they are data. A target that is none (an output outside the link's range,
 * a label that is no class) gives NaN in its entry, for class losses in its row; a NaN in the data stays there too.
 */
export function compileTfjs<R extends TfjsReduction = 'example'>(
  loss: Loss,
  options: TfjsOptions<R> = {},
): TfjsLoss<ReducedTensor<R>> {
  checkLoss(loss);
  checkOptions(options, ['reduction', 'execution']);
  const kind = checkReduction(options.reduction ?? 'example');
  const programs = programsOf(loss, checkExecution(options.execution ?? 'auto'));
  const run = (...data: Arguments) => tf.tidy(() => differentiableLoss(...prepared(loss, programs, kind, data)));
  const parts = (...data: Arguments): TfjsParts =>
    tf.tidy(() => ({ ...lossParts(...prepared(loss, programs, kind, data)) }));
  // Keras calls metrics by the names of their functions.
  Object.defineProperty(run, 'name', { value: loss.spec.kind });
  return Object.assign(run, { parts }) as TfjsLoss<ReducedTensor<R>>;
}
