import { checkOptions } from './data/check-options.js';
import { checkTargets, checkValues } from './data/check-values.js';
import { type LossInputs, prepareInputs } from './data/loss-inputs.js';
import { describeValue } from './errors/describe-value.js';
import { LossmithOptionError } from './errors/errors.js';
import type { Loss } from './losses/loss.js';
import type { Storage } from './losses/probability-tolerance.js';
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
  /** 'float16' where the data were rounded to that: rows of probabilities may then sum to 1 within 2⁻⁹ instead of 1e-4. */
  readonly storage?: Storage;
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

function checkStorage(value: Storage = 'float32'): Storage {
  if (value === 'float32' || value === 'float16') return value;
  throw new LossmithOptionError('storage', `${describeValue(value)} is unknown`, "use 'float32' or 'float16'");
}

type Results = Record<'loss' | 'gradient' | 'hessian', Float64Array>;

/**
 * The loss, its gradient and its curvature by the reference evaluator, in float64. Shapes: see `LossInputs`. Throws
 * `LossmithShapeError` and `LossmithValueError` for data that do not fit, before anything is computed; a NaN in the data
 * reaches only the results of its own entry (class losses: row).
 */
export function evaluate(loss: Loss, inputs: LossInputs, options: EvaluateOptions = {}): Evaluation {
  checkOptions(options, ['reduction', 'parameters', 'storage']);
  const reduction = checkReduction(options.reduction ?? 'none');
  const storage = checkStorage(options.storage);
  const prepared = prepareInputs(loss, inputs);
  checkValues(loss, prepared);
  const parameters = checkParameters(loss, options.parameters ?? {}, prepared.examples);
  checkTargets(loss, prepared, validTargets(loss, prepared, parameters, storage));
  const extras = { weight: prepared.data.weight !== undefined, mask: prepared.maskAxes, storage };
  const outputs = lossOutputs(loss, ['loss', 'gradient', 'hessian'], extras);
  const results = evaluateOutputs(outputs, prepared, parameters) as Results;
  const { loss: losses, gradient, hessian } = reduceResults(reduction, results, prepared.examples);
  return { loss: losses, gradient, hessian, shape: prepared.shape };
}
