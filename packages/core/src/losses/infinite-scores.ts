import { byPrecision, less, max, multiply, select, subtract, variable } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { valueAt } from '../expressions/value-at.js';
import type { LinkFunctions } from './link-terms.js';
import { timesUnlessZero } from './times-unless-zero.js';

/** Below every score (±2¹²⁶): what is lower is −∞, as those put there who mask in logits. */
const lowest = -9e37;

const isAbsent = (score: Expression) => less(score, lowest);

/** A score of −∞ as the lowest one. */
const held = (score: Expression) => select(isAbsent(score), lowest, score);

/** Whether a class whose score is −∞ is as if it were not there. It is there where the transform ends at some T(−∞), as exp does at 0. */
const hasNoEnd = ({ h }: LinkFunctions): boolean => valueAt(h(variable('score')), -Infinity) === -Infinity;

/** The scores that a row is evaluated at: −∞ only where the transform takes it there. */
export const rowScores = (functions: LinkFunctions, scores: Expression): Expression =>
  hasNoEnd(functions) ? scores : held(scores);

/** The scores that slopes of the transform are taken at. */
export const heldUnlessConstant = ({ sensitivity }: LinkFunctions, scores: Expression): Expression =>
  sensitivity(scores).axes === '' ? scores : held(scores);

/** Whether all scores of a row are −∞: it is as if all its classes were masked. */
export const isNothing = (scores: Expression): Expression => less(max(scores, 'i'), lowest);

/** slope·x, and 0 where x is: at an infinite score the slope may be infinite. */
export const timesSlope = (slope: Expression, x: Expression): Expression =>
  slope.axes === '' ? multiply(slope, x) : timesUnlessZero(slope, x);

/**
 * The logarithm of how much less likely than the model has it a class is taken to be whose target is −∞: small enough to be
 * nothing, and no larger than leaves digits to what is added to it.
 */
const gap = byPrecision(600, 200);

/** Scores of a row none of which is infinite, and what that changed. */
export interface FiniteScores {
  readonly predicted: Expression;
  readonly target: Expression;
  /** Whether the predicted ones are those that slopes are taken at. */
  readonly isPredicted: boolean;
  /** U(s), from that of these scores. */
  lowered(u: Expression): Expression;
  /** τ(U(ŝ) − U(s)), from that of these scores. */
  shifted(difference: Expression, temperature: Expression): Expression;
  /** The loss, +∞ where the target puts weight on a class that the model rules out, from that of these scores. */
  bounded(loss: Expression): Expression;
}

/**
 * Where one of ŝ and s is −∞ both become the other, U(ŝ) − U(s) = 0, and the class made `gap` less likely than the other has it; where
 * both are, it is out of both. So every difference stays that of two finite numbers, and nothing is read more often than before.
 */
export function finiteScores(functions: LinkFunctions, predicted: Expression, target: Expression): FiniteScores {
  if (!hasNoEnd(functions)) {
    const same = (x: Expression) => x;
    return {
      predicted: held(predicted),
      target: held(target),
      isPredicted: true,
      lowered: same,
      shifted: same,
      bounded: same,
    };
  }
  const [absent, unseen] = [isAbsent(predicted), isAbsent(target)];
  const near = select(absent, select(unseen, lowest, target), predicted);
  const drop = select(unseen, gap, 0);
  const excess = subtract(select(absent, gap, 0), drop);
  return {
    predicted: near,
    target: select(unseen, near, target),
    isPredicted: false,
    lowered: (u) => subtract(u, drop),
    shifted: (difference, temperature) => subtract(difference, multiply(excess, temperature)),
    bounded: (loss) => select(less(0, max(excess, 'i')), Infinity, loss),
  };
}
