import type { PreparedInputs } from '../data/loss-inputs.js';
import { select } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type { Loss } from '../losses/loss.js';
import { structuralExpansions } from '../operations/structural-expansions.js';
import { compileExpressions, type OutputExpression } from '../programs/compile.js';
import { keptBy, type MaskAxes, withMask } from '../programs/mask.js';
import type { Parameters } from '../programs/parameters.js';
import { runProgram } from './run-program.js';

/** Masked targets count as valid. */
function maskedValidity(valid: Expression, mask: MaskAxes | undefined): Expression {
  if (mask === undefined) return select(valid, 1, 0);
  return select(keptBy(mask).example, withMask([select(valid, 1, 0)], mask)[0] as Expression, 1);
}

/** The output that says of each example whether its target is one; undefined where every number is. */
export function validityOutput({ expressions }: Loss, mask: MaskAxes | undefined): OutputExpression | undefined {
  const { valid } = expressions;
  return valid && { expression: maskedValidity(valid, mask), axes: '' };
}

/** By the reference evaluator 1 for each example whose target is one, else 0; undefined where every number is a target. */
export function validTargets(loss: Loss, inputs: PreparedInputs, parameters: Parameters): Float64Array | undefined {
  const valid = validityOutput(loss, inputs.maskAxes);
  if (valid === undefined) return undefined;
  const settings = { precision: 'float64', parameters: Object.keys(parameters) } as const;
  const program = compileExpressions({ valid }, settings, structuralExpansions);
  const numbers = Object.entries(parameters).map(([name, value]) => [
    name,
    typeof value === 'number' ? [value] : value,
  ]);
  const data = { ...inputs.data, ...Object.fromEntries(numbers) };
  return runProgram(program, { rows: inputs.rows, classes: inputs.classes, data }).valid;
}
