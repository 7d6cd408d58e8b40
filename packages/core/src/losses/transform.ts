import { byArithmetic, constant, divide, multiply } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { exactDifference } from './exact-difference.js';
import type { LinkFunctions } from './link-terms.js';
import type { Differences } from './online-softmax.js';

/** A score transform over the temperature, U = T/τ. */
export interface Transform {
  readonly functions: LinkFunctions;
  readonly temperature: Expression;
}

/** x/τ: where arithmetic leaves digits to spare one division is for all. */
export const perTemperature = (x: Expression, temperature: Expression): Expression =>
  byArithmetic(divide(x, temperature), multiply(x, divide(1, temperature)));

/** Scores to compare, and what is done to the difference of their transforms at scores that were infinite. */
interface Compared {
  readonly predicted: Expression;
  readonly target: Expression;
  shifted?(difference: Expression, temperature: Expression): Expression;
}

/**
 * U(ŝ) − U(s). Where T is a line they are those of the scores, a shift of which changes nothing: with ŝ = s + 5 + 1e-6 hardly a digit of the 1e-6 would be
 * left in float32 without what the difference lost.
 */
export function differencesOf({ functions, temperature }: Transform, compared: Compared): Differences {
  const { predicted, target, shifted = (x) => x } = compared;
  if (functions.terms.some(({ shape }) => shape !== 'linear')) {
    const { gradient } = functions.matching(predicted, target);
    return { difference: shifted(gradient, temperature), lost: constant(-0), temperature };
  }
  const { difference, lost } = exactDifference(predicted, target);
  const perScore = divide(temperature, functions.sensitivity(target));
  return { difference: shifted(difference, perScore), lost, temperature: perScore };
}
