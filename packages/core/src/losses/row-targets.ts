import {
  absolute,
  add,
  and,
  equal,
  exp,
  gammaP1Integral,
  gammaP2,
  index,
  input,
  less,
  lessEqual,
  log1p,
  logSumExp,
  max,
  multiply,
  negate,
  select,
  subtract,
  sum,
} from '../expressions/build.js';
import { logOrLow, timesExp } from '../expressions/exponentials.js';
import type { Expression } from '../expressions/expression.js';
import { sensitivityMatching, slope as slopeOf } from '../links/sensitivity-matching.js';
import { finiteScores, heldUnlessConstant, isNothing, rowScores, timesSlope } from './infinite-scores.js';
import { summed } from './link-terms.js';
import type { LossExpressions } from './loss.js';
import { probabilityTolerance } from './probability-tolerance.js';
import { notBelowZero, rowDivergence } from './row-divergence.js';
import { softmaxRow } from './softmax-row.js';
import { differencesOf, perTemperature, type Transform } from './transform.js';

export interface RowLoss extends LossExpressions {
  readonly plainGradient: Expression;
}

const predicted = input('predicted', 'i');

const softmaxOf = (u: Expression) => exp(subtract(u, logSumExp(u, 'i')));

/** Values of U, U' and U'' at the predicted scores, and q̂. */
export function atPredicted({ functions, temperature }: Transform) {
  const over = (x: Expression) => perTemperature(x, temperature);
  const scores = rowScores(functions, predicted);
  const u = over(functions.h(scores));
  const finite = heldUnlessConstant(functions, predicted);
  const slope = over(functions.sensitivity(finite));
  const curvature = over(slopeOf(functions.sensitivity)(finite));
  const plain = { slope: over(functions.sensitivity(predicted)), softmax: softmaxOf(over(functions.h(predicted))) };
  return { u, slope, curvature, row: softmaxRow(u), plain };
}

export type AtPredicted = ReturnType<typeof atPredicted>;

/** U'²·q̂(1 − q̂), without U'², which may overflow where q̂ is 0. */
const spread = ({ slope, row }: AtPredicted) => {
  const [inner, outer] = [timesSlope(slope, row.q), multiply(slope, row.rest)];
  return slope.axes === '' ? multiply(inner, outer) : timesSlope(outer, inner);
};

/** U''·shift + U'²·q̂(1 − q̂): the diagonal of the Hessian of a divergence whose gradient is U'·shift. */
const divergenceHessian = (at: AtPredicted, shift: Expression) => add(timesSlope(at.curvature, shift), spread(at));

/** A row without any class, all scores −∞, has no loss and no gradient. */
function unlessNothing(loss: RowLoss): RowLoss {
  const nothing = isNothing(predicted);
  const ofRow = (x: Expression) => select(nothing, 0, x);
  return { ...loss, loss: ofRow(loss.loss), gradient: ofRow(loss.gradient), hessian: ofRow(loss.hessian) };
}

/** KL(q(s) ‖ q̂), gradient U'(ŝ)(q̂ − q). */
export function divergenceOfScores(transform: Transform, at: AtPredicted): RowLoss {
  const { functions, temperature } = transform;
  const target = input('target', 'i');
  const over = (x: Expression) => perTemperature(x, temperature);
  const finite = finiteScores(functions, predicted, target);
  const { predicted: ahead, target: behind } = functions.both(finite.predicted, finite.target);
  const u = finite.lowered(over(behind.h));
  const slope = finite.isPredicted ? over(ahead.sensitivity) : at.slope;
  const differences = differencesOf(transform, finite);
  const { loss, shift } = rowDivergence(at.row, u, differences);
  const plainTarget = softmaxOf(over(functions.h(target)));
  return unlessNothing({
    loss: finite.bounded(loss),
    gradient: timesSlope(slope, shift),
    hessian: divergenceHessian(at, shift),
    plainGradient: multiply(at.plain.slope, subtract(at.plain.softmax, plainTarget)),
  });
}

/**
 * The matching loss of H = log Σ e^U: D_divergence + Σ q(s)·D_U(ŝ, s), D_U the scalar loss with link U';
 * gradient U'(ŝ)q̂ − U'(s)q, which is U'(ŝ)(q̂ − q) + (U'(ŝ) − U'(s))q beside the optimum and where U' is the same.
 */
export function matchingOfScores(transform: Transform, at: AtPredicted): RowLoss {
  const { functions, temperature } = transform;
  const target = input('target', 'i');
  const over = (x: Expression) => perTemperature(x, temperature);
  const finite = finiteScores(functions, predicted, target);
  const { predicted: ahead, target: behind } = functions.both(finite.predicted, finite.target);
  const u = finite.lowered(over(behind.h));
  const slope = finite.isPredicted ? over(ahead.sensitivity) : at.slope;
  const differences = differencesOf(transform, finite);
  const scalar = summed(functions.terms.map((term) => sensitivityMatching(term, finite.predicted, finite.target)));
  const divergence = rowDivergence(at.row, u, differences, over(scalar.loss));
  const { loss, shift, cost, farthest, timesTarget, timesPredicted } = divergence;
  const beside = add(timesSlope(slope, shift), timesTarget(over(scalar.gradient)));
  const apart = subtract(timesPredicted(slope), timesTarget(over(behind.sensitivity)));
  const near = less(farthest, 0.5);
  const plainTarget = multiply(over(functions.sensitivity(target)), softmaxOf(over(functions.h(target))));
  return unlessNothing({
    loss: finite.bounded(add(loss, cost)),
    gradient: select(equal(scalar.gradient, 0), beside, select(near, beside, apart)),
    hessian: add(timesSlope(at.curvature, at.row.q), spread(at)),
    plainGradient: subtract(multiply(at.plain.slope, at.plain.softmax), plainTarget),
  });
}

/** Σp − 1, the largest p set against the 1 first so that small ones are not lost. */
function excessOf(p: Expression): Expression {
  const top = max(p, 'i');
  const isTop = equal(p, top);
  const ties = subtract(sum(select(isTop, 1, 0), 'i'), 1);
  return add(subtract(top, 1), add(sum(select(isTop, 0, p), 'i'), multiply(ties, top)));
}

/**
 * Σ p(log p − log q̂) for a row p that sums to one within the tolerance of its storage, gradient U'(ŝ)(q̂ − p). With t = log p − log q̂ it is
 * Σ p·φ(−t) + (Σp − 1), φ(x) = eˣ − 1 − x: p·χ(t) where t > 0, q̂·ψ(−t) elsewhere, and a rest that is almost nothing.
 */
export function divergenceOfProbabilities(at: AtPredicted): RowLoss {
  const p = input('target', 'i');
  const shift = subtract(at.row.q, p);
  const lowest = negate(max(negate(p), 'i'));
  const excess = excessOf(p);
  const t = subtract(logOrLow(p), at.row.logQ);
  const size = absolute(t);
  // Not every backend's χ is infinite at infinity, where a class has a probability and a score of −∞.
  const above = select(less(size, 1e30), gammaP1Integral(size), size);
  const some = select(less(0, t), multiply(p, above), timesExp(gammaP2(size), at.row.logQ));
  // Where p is 0 the term is q̂, also where that is 0 and its logarithm −∞.
  const loss = add(sum(select(less(0, p), some, at.row.q), 'i'), excess);
  return unlessNothing({
    loss: notBelowZero(loss),
    gradient: timesSlope(at.slope, shift),
    hessian: divergenceHessian(at, shift),
    valid: and(lessEqual(0, lowest), lessEqual(absolute(excess), probabilityTolerance)),
    plainGradient: multiply(at.plain.slope, subtract(at.plain.softmax, p)),
  });
}

/** −log q̂ of the labelled class: max U − U_y + log1p(Σ others), gradient −U'·Σ_{j≠y} q̂ⱼ at y and U'q̂ elsewhere. */
export function divergenceOfLabels(at: AtPredicted): RowLoss {
  const chosen = equal(index('i'), input('target'));
  const { u, row } = at;
  const own = sum(select(chosen, u, 0), 'i');
  const shift = select(chosen, negate(row.rest), row.q);
  const count = sum(select(chosen, 1, 0), 'i');
  const behind = select(equal(own, row.top), 0, subtract(row.top, own));
  return unlessNothing({
    loss: add(behind, log1p(row.others)),
    gradient: timesSlope(at.slope, shift),
    hessian: divergenceHessian(at, shift),
    valid: equal(count, 1),
    plainGradient: multiply(at.plain.slope, subtract(at.plain.softmax, select(chosen, 1, 0))),
  });
}
