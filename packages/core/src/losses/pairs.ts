import {
  add,
  byArithmetic,
  equal,
  input,
  less,
  multiply,
  negate,
  not,
  select,
  subtract,
} from '../expressions/build.js';
import { swapAxes } from '../expressions/differentiate.js';
import type { Expression } from '../expressions/expression.js';
import { type ExactDifference, exactDifference } from './exact-difference.js';

/** The scores of a list, read along i. */
export const predicted: Expression = input('predicted', 'i');
/** What was observed of its items. */
export const target: Expression = input('target', 'i');

/** xᵢ − xⱼ of what the items of a list have. */
export const pairDifference = (x: Expression): Expression => subtract(x, swapAxes(x));

/** The same of differences, with what rounding took from each. */
export function exactPairDifference({ difference, lost }: ExactDifference): Expression {
  const plain = pairDifference(difference);
  return byArithmetic(add(plain, pairDifference(lost)), plain);
}

/** Two scores of a pair (i, j) that are differences, and the difference of these with all its digits. */
export interface ScorePair {
  /** ŝᵢ − ŝⱼ. */
  readonly predicted: Expression;
  /** sᵢ − sⱼ. */
  readonly target: Expression;
  /** (ŝᵢ − ŝⱼ) − (sᵢ − sⱼ). */
  readonly difference: Expression;
}

/**
 * The difference is (ŝᵢ − sᵢ) − (ŝⱼ − sⱼ), with what rounding took from both: a shift that all scores share costs no digits then. The
 * differences of the scores themselves, subtracted, would lose them all beside the optimum.
 */
export function scorePair(): ScorePair {
  return {
    predicted: pairDifference(predicted),
    target: pairDifference(target),
    difference: exactPairDifference(exactDifference(predicted, target)),
  };
}

/** The same pair seen from its other item. */
export const turned = (pair: ScorePair): ScorePair => ({
  predicted: negate(pair.predicted),
  target: negate(pair.target),
  difference: negate(pair.difference),
});

/** Which of the items i and j is observed to be higher. */
export interface Orientation {
  /** Whether one of them is, or it cannot be known as a number is NaN. */
  readonly differs: Expression;
  /** x where that is i, −x where it is j, NaN where a number is. */
  oriented(x: Expression): Expression;
}

export function orientation(): Orientation {
  const other = swapAxes(target);
  const higher = less(other, target);
  // A NaN is neither higher nor lower: without this its pairs would be lost without a word.
  const nothing = multiply(subtract(target, other), 0);
  return {
    differs: not(equal(target, other)),
    oriented: (x) => add(select(higher, x, negate(x)), nothing),
  };
}
