import { checkTargets, checkValues } from './data/check-values.js';
import { checkOptions, type LossInputs, type PreparedInputs, prepareInputs } from './data/loss-inputs.js';
import { type Loss, lossInputNames } from './losses/loss.js';
import { structuralExpansions } from './operations/structural-expansions.js';
import { compileExpressions } from './programs/compile.js';
import { lossOutputs } from './programs/loss-outputs.js';
import { checkParameters, type Parameters } from './programs/parameters.js';
import { checkReduction, type Reduction, reduceResults } from './programs/reduction.js';
import { runProgram } from './reference/run-program.js';
import { validityOutput } from './reference/valid-targets.js';

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

type Results = Record<'loss' | 'gradient' | 'hessian', Float64Array> & Partial<Record<'valid', Float64Array>>;

/** Runs the reference evaluator over checked data. */
function runReference(loss: Loss, inputs: PreparedInputs, parameters: Parameters) {
  const extras = { weight: inputs.data.weight !== undefined, mask: inputs.maskAxes };
  const valid = validityOutput(loss, inputs.maskAxes);
  const outputs = lossOutputs(loss, ['loss', 'gradient', 'hessian'], extras);
  const settings = { precision: 'float64', parameters: Object.keys(parameters) } as const;
  const all = valid === undefined ? outputs : { ...outputs, valid };
  const program = compileExpressions(all, settings, structuralExpansions);
  const data = { ...inputs.data, ...parameters } as Record<string, ArrayLike<number>>;
  return runProgram(program, { rows: inputs.rows, classes: inputs.classes, data });
}

/**
 * The loss, its gradient and its curvature by the reference evaluator, in float64. Shapes: see `LossInputs`. Throws
 * `LossmithShapeError` and `LossmithValueError` for data that do not fit, before anything is computed; a NaN in the data
 * reaches only the results of its own entry (class losses: row).
 */
export function evaluate(loss: Loss, inputs: LossInputs, options: EvaluateOptions = {}): Evaluation {
  checkOptions(options, ['reduction', 'parameters']);
  checkOptions(inputs, lossInputNames);
  const reduction = checkReduction(options.reduction ?? 'none');
  const prepared = prepareInputs(loss, inputs);
  checkValues(loss, prepared);
  const parameters = checkParameters(loss, options.parameters ?? {}, prepared.rows);
  const results = runReference(loss, prepared, parameters) as Results;
  if (results.valid !== undefined) checkTargets(loss, prepared, results.valid);
  const { loss: losses, gradient, hessian } = reduceResults(reduction, results, prepared.rows);
  return { loss: losses, gradient, hessian, shape: prepared.shape };
}
