import { checkTargets, checkValues } from './data/check-values.js';
import { checkOptions, type LossInputs, prepareInputs } from './data/loss-inputs.js';
import type { Loss } from './losses/loss.js';
import { lossOutputs } from './programs/loss-outputs.js';
import { checkParameters, type Parameters } from './programs/parameters.js';
import { checkReduction, type Reduction, reduceResults } from './programs/reduction.js';
import { evaluateOutputs } from './reference/evaluate-outputs.js';
import { validTargets } from './reference/valid-targets.js';

export interface EvaluateOptions {
  /** Default 'none'. */
  readonly reduction?: Reduction;
  /** Numbers for parameters by their path in the JSON, such as 'link.rate': one, or one per example. */
  readonly parameters?: Parameters;
}

/** Flat results in float64; gradient and hessian have the shape of predicted. */
export interface Evaluation {
  /** One per example, or one number where reduced. */
  readonly loss: Float64Array;
  /** Derivative of Σ loss by predicted. */
  readonly gradient: Float64Array;
  /** Second derivative; for class losses the diagonal of the Hessian. */
  readonly hessian: Float64Array;
  /** The shape of predicted. */
  readonly shape: readonly number[];
}

type Results = Record<'loss' | 'gradient' | 'hessian', Float64Array>;

/**
 * The loss, its gradient and its curvature by the reference evaluator, in float64. Shapes: see `LossInputs`. Throws
 * `LossmithShapeError` and `LossmithValueError` for data that do not fit, before anything is computed; a NaN in the data
 * reaches only the results of its own entry (class losses: row).
 */
export function evaluate(loss: Loss, inputs: LossInputs, options: EvaluateOptions = {}): Evaluation {
  checkOptions(options, ['reduction', 'parameters']);
  const reduction = checkReduction(options.reduction ?? 'none');
  const prepared = prepareInputs(loss, inputs);
  checkValues(loss, prepared);
  const parameters = checkParameters(loss, options.parameters ?? {}, prepared.examples);
  checkTargets(loss, prepared, validTargets(loss, prepared, parameters));
  const extras = { weight: prepared.data.weight !== undefined, mask: prepared.maskAxes };
  const outputs = lossOutputs(loss, ['loss', 'gradient', 'hessian'], extras);
  const results = evaluateOutputs(outputs, prepared, parameters) as Results;
  const { loss: losses, gradient, hessian } = reduceResults(reduction, results, prepared.examples);
  return { loss: losses, gradient, hessian, shape: prepared.shape };
}
