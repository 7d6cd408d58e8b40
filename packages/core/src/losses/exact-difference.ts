import { differenceError, subtract } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';

/** x − y as it is rounded, and what rounding took from it. */
export interface ExactDifference {
  readonly difference: Expression;
  readonly lost: Expression;
}

export function exactDifference(x: Expression, y: Expression): ExactDifference {
  const difference = subtract(x, y);
  return { difference, lost: differenceError(x, y, difference) };
}
