import type { PreparedInputs } from '../data/loss-inputs.js';
import { select } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type { Loss } from '../losses/loss.js';
import { type Storage, validFor } from '../losses/probability-tolerance.js';
import { keptBy, type MaskAxes, withMask } from '../programs/mask.js';
import { evaluateOutputs, type ParameterArrays } from './evaluate-outputs.js';

/** Masked targets count as valid. */
function maskedValidity(valid: Expression, mask: MaskAxes | undefined): Expression {
  if (mask === undefined) return select(valid, 1, 0);
  return select(keptBy(mask).example, withMask([select(valid, 1, 0)], mask)[0] as Expression, 1);
}

/** For each example 1 where its target is one, else 0; undefined where every number is a target. */
export function validTargets(
  { expressions: { valid } }: Loss,
  inputs: PreparedInputs,
  parameters: ParameterArrays,
  storage?: Storage,
): Float64Array | undefined {
  if (valid === undefined) return undefined;
  const outputs = {
    valid: { expression: maskedValidity(validFor(valid, storage), inputs.maskAxes), axes: '' as const },
  };
  return evaluateOutputs(outputs, inputs, parameters).valid;
}
