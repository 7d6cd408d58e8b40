import { add, byArithmetic, differenceError, max, subtract } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';

/**
 * ŝ − s of each item but for a number that all items share. A common shift changes no loss of a row or of pairs, but the plain difference rounds to
 * the digits of the shift: with ŝ = s + 5 + 1e-6 hardly one of them is left in float32. So the largest difference is taken away, which is
 * exact beside it, and what rounding took from ŝ − s is added to what is left.
 */
export function centredDifference(predicted: Expression, target: Expression): Expression {
  const difference = subtract(predicted, target);
  const lost = differenceError(predicted, target, difference);
  return byArithmetic(add(subtract(difference, max(difference, 'i')), lost), difference);
}
