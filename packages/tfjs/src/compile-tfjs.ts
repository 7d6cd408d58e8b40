import { type Loss, LossmithOptionError } from '@lossmith/core';
import { checkLoss, checkOptions } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import { type Call, differentiableLoss, lossParts } from './derivatives.js';
import { checkExecution, type TfjsExecution } from './execution.js';
import { layoutOf, prepareData } from './prepare.js';
import { type Programs, programsOf } from './programs.js';
import type { TfjsReduction } from './reduction.js';

export interface TfjsOptions {
  /** Default 'example': one number per example, so that Keras can weight examples and classes. */
  readonly reduction?: TfjsReduction;
  /** How losses are computed; results agree within their accuracy. Default 'auto'. */
  readonly execution?: TfjsExecution;
}

/** Loss as reduced, and the derivatives of its sum by predicted, of predicted's shape. */
export interface TfjsParts {
  readonly loss: tf.Tensor;
  readonly gradient: tf.Tensor;
  /** For class losses the diagonal of the Hessian. */
  readonly hessian: tf.Tensor;
}

/**
 * A loss as a function of tensors, in Keras argument order. yPred: float32, any rank, classes on the last axis for class
 * losses. yTrue: of yPred's shape; labels (int32 or float32) without the last axis, or with one of length 1. weight: of
 * the shape of the unreduced loss or of its leading axes. mask (true keeps): that too, or yPred's shape.
 */
export interface TfjsLoss {
  (yTrue: tf.Tensor, yPred: tf.Tensor, weight?: tf.Tensor, mask?: tf.Tensor): tf.Tensor;
  /** Loss, gradient and hessian at once, without automatic differentiation. */
  parts(yTrue: tf.Tensor, yPred: tf.Tensor, weight?: tf.Tensor, mask?: tf.Tensor): TfjsParts;
}

const reductions: readonly TfjsReduction[] = ['example', 'none', 'sum', 'mean'];

function checkReduction(value: unknown): TfjsReduction {
  if (reductions.includes(value as TfjsReduction)) return value as TfjsReduction;
  throw new LossmithOptionError('reduction', `${JSON.stringify(value)} is unknown`, `use ${reductions.join(', ')}`);
}

function checkPredicted(predicted: tf.Tensor): void {
  if (predicted instanceof tf.Tensor && predicted.dtype === 'float32') return;
  const found = predicted instanceof tf.Tensor ? `a tensor of ${predicted.dtype}` : String(predicted);
  throw new LossmithOptionError(
    'yPred',
    `must be a tensor of float32, got ${found}`,
    'losses take (yTrue, yPred), the prediction second',
  );
}

/** Data may be of any type that holds numbers or truth values. */
function checkNumbers(name: string, value: unknown): void {
  if (value instanceof tf.Tensor && ['float32', 'int32', 'bool'].includes(value.dtype)) return;
  const found = value instanceof tf.Tensor ? `a tensor of ${value.dtype}` : String(value);
  throw new LossmithOptionError(name, `must be a tensor of numbers, got ${found}`, `give ${name} as a tensor`);
}

/** The call of one set of tensors, checked, and its data. */
function prepared(loss: Loss, programs: Programs, kind: TfjsReduction, tensors: readonly (tf.Tensor | undefined)[]) {
  const [yTrue, yPred, weight, mask] = tensors;
  checkPredicted(yPred as tf.Tensor);
  checkNumbers('yTrue', yTrue);
  if (weight != null) checkNumbers('weight', weight);
  if (mask != null) checkNumbers('mask', mask);
  const layout = layoutOf(loss, yPred as tf.Tensor);
  const data = prepareData(loss, layout, yTrue as tf.Tensor, weight ?? undefined, mask ?? undefined);
  const call: Call = { layout, kind, programs, extras: { weight: data.weight !== undefined, mask: data.maskAxes } };
  return { call, data };
}

/**
 * Compiles a loss for TensorFlow.js: for `model.compile`, `optimizer.minimize` and tf.grad to any order. The gradient
 * by yTrue, weight and mask is not defined: targets are data. A target that is none (an output outside the link's range,
 * a label that is no class) gives NaN in its entry, for class losses in its row; a NaN in the data stays there too.
 */
export function compileTfjs(loss: Loss, options: TfjsOptions = {}): TfjsLoss {
  checkLoss(loss);
  checkOptions(options, ['reduction', 'execution']);
  const kind = checkReduction(options.reduction ?? 'example');
  const programs = programsOf(loss, checkExecution(options.execution ?? 'auto'));
  const run = (...tensors: (tf.Tensor | undefined)[]): tf.Tensor =>
    tf.tidy(() => {
      const { call, data } = prepared(loss, programs, kind, tensors);
      return differentiableLoss(call, tensors[1] as tf.Tensor, data);
    });
  const parts = (...tensors: (tf.Tensor | undefined)[]): TfjsParts =>
    tf.tidy(() => {
      const { call, data } = prepared(loss, programs, kind, tensors);
      return { ...lossParts(call, tensors[1] as tf.Tensor, data) };
    });
  return Object.assign(run as Omit<TfjsLoss, 'parts'> as TfjsLoss, { parts: parts as TfjsLoss['parts'] });
}
