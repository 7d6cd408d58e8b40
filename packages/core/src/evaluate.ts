import { checkTargets, checkValues } from './data/check-values.js';
import { checkOptions, type LossInputs, type PreparedInputs, prepareInputs } from './data/loss-inputs.js';
import { LossmithOptionError } from './errors/errors.js';
import { select } from './expressions/build.js';
import type { Expression } from './expressions/expression.js';
import type { Loss } from './losses/loss.js';
import { structuralExpansions } from './operations/structural-expansions.js';
import { compileExpressions } from './programs/compile.js';
import { lossOutputs } from './programs/loss-outputs.js';
import { keptBy, type MaskAxes, withMask } from './programs/mask.js';
import { checkParameters, type Parameters } from './programs/parameters.js';
import { type Reduction, reduceResults } from './programs/reduction.js';
import { runProgram } from './reference/run-program.js';

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
  const { valid } = loss.expressions;
  const outputs = lossOutputs(loss, ['loss', 'gradient', 'hessian'], extras);
  const settings = { precision: 'float64', parameters: Object.keys(parameters) } as const;
  const validity = valid && { valid: { expression: maskedValidity(valid, inputs.maskAxes), axes: '' as const } };
  const all = { ...outputs, ...validity };
  const program = compileExpressions(all, settings, structuralExpansions);
  const data = { ...inputs.data, ...parameters } as Record<string, ArrayLike<number>>;
  return runProgram(program, { rows: inputs.rows, classes: inputs.classes, data });
}

/** Masked targets count as valid. */
function maskedValidity(valid: Expression, mask: MaskAxes | undefined): Expression {
  if (mask === undefined) return select(valid, 1, 0);
  return select(keptBy(mask).example, withMask([select(valid, 1, 0)], mask)[0] as Expression, 1);
}

/**
 * The loss, its gradient and its curvature by the reference evaluator, in float64. Shapes: see `LossInputs`. Throws
 * `LossmithShapeError` and `LossmithValueError` for data that do not fit, before anything is computed; a NaN in the data
 * reaches only the results of its own entry (class losses: row).
 */
export function evaluate(loss: Loss, inputs: LossInputs, options: EvaluateOptions = {}): Evaluation {
  checkOptions(options, ['reduction', 'parameters']);
  checkOptions(inputs, ['predicted', 'target', 'weight', 'mask', 'shape']);
  const reduction = checkReduction(options.reduction ?? 'none');
  const prepared = prepareInputs(loss, inputs);
  checkValues(loss, prepared);
  const parameters = checkParameters(loss, options.parameters ?? {}, prepared.rows);
  const results = runReference(loss, prepared, parameters) as Results;
  if (results.valid !== undefined) checkTargets(loss, prepared, results.valid);
  const { loss: losses, gradient, hessian } = reduceResults(reduction, results, prepared.rows);
  return { loss: losses, gradient, hessian, shape: prepared.shape };
}

const reductions: readonly unknown[] = ['none', 'sum', 'mean'] satisfies Reduction[];

function checkReduction(value: unknown): Reduction {
  if (reductions.includes(value)) return value as Reduction;
  throw new LossmithOptionError('reduction', `${JSON.stringify(value)} is unknown`, "use 'none', 'sum' or 'mean'");
}
