import {
  absolute,
  add,
  and,
  divide,
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
import { sensitivityMatching } from '../links/sensitivity-matching.js';
import { type LinkFunctions, summed } from './link-terms.js';
import type { LossExpressions } from './loss.js';
import { notBelowZero, rowDivergence } from './row-divergence.js';
import { softmaxRow } from './softmax-row.js';

/** A score transform over the temperature, U = T/τ. */
export interface Transform {
  readonly functions: LinkFunctions;
  readonly temperature: Expression;
}

export interface RowLoss extends LossExpressions {
  readonly plainGradient: Expression;
}

const predicted = input('predicted', 'i');

const softmaxOf = (u: Expression) => exp(subtract(u, logSumExp(u, 'i')));

/** Values of U, U' and U'' at the predicted scores, and q̂. */
export function atPredicted({ functions, temperature }: Transform, curve: (slope: Expression) => Expression) {
  const over = (x: Expression) => divide(x, temperature);
  const u = over(functions.h(predicted));
  const slope = over(functions.sensitivity(predicted));
  return { u, slope, curvature: curve(slope), row: softmaxRow(u), softmax: softmaxOf(u) };
}

export type AtPredicted = ReturnType<typeof atPredicted>;

/** U'²·q̂(1 − q̂), without U'², which may overflow where q̂ is 0. */
const spread = ({ slope, row }: AtPredicted) => multiply(multiply(slope, row.q), multiply(slope, row.rest));

/** U''·shift + U'²·q̂(1 − q̂): the diagonal of the Hessian of a divergence whose gradient is U'·shift. */
const divergenceHessian = (at: AtPredicted, shift: Expression) => add(multiply(at.curvature, shift), spread(at));

/** KL(q(s) ‖ q̂), gradient U'(ŝ)(q̂ − q). */
export function divergenceOfScores(transform: Transform, at: AtPredicted): RowLoss {
  const target = input('target', 'i');
  const over = (x: Expression) => divide(x, transform.temperature);
  const u = over(transform.functions.h(target));
  const difference = transform.functions.matching(predicted, target).gradient;
  const { loss, shift } = rowDivergence(u, difference, transform.temperature);
  return {
    loss,
    gradient: multiply(at.slope, shift),
    hessian: divergenceHessian(at, shift),
    plainGradient: multiply(at.slope, subtract(at.softmax, softmaxOf(u))),
  };
}

/**
 * The matching loss of H = log Σ e^U: D_divergence + Σ q(s)·D_U(ŝ, s), D_U the scalar loss with link U';
 * gradient U'(ŝ)q̂ − U'(s)q, which is U'(ŝ)(q̂ − q) + (U'(ŝ) − U'(s))q beside the optimum and where U' is the same.
 */
export function matchingOfScores(transform: Transform, at: AtPredicted): RowLoss {
  const target = input('target', 'i');
  const { functions, temperature } = transform;
  const over = (x: Expression) => divide(x, temperature);
  const u = over(functions.h(target));
  const difference = functions.matching(predicted, target).gradient;
  const scalar = summed(functions.terms.map((term) => sensitivityMatching(term, predicted, target)));
  const divergence = rowDivergence(u, difference, temperature, over(scalar.loss));
  const { target: row, loss, shift, cost } = divergence;
  const slope = over(functions.sensitivity(target));
  const beside = add(multiply(at.slope, shift), timesExp(over(scalar.gradient), row.logQ));
  const apart = subtract(timesExp(at.slope, at.row.logQ), timesExp(slope, row.logQ));
  const near = less(max(absolute(over(difference)), 'i'), 0.5);
  return {
    loss: add(loss, cost),
    gradient: select(equal(scalar.gradient, 0), beside, select(near, beside, apart)),
    hessian: add(multiply(at.row.q, at.curvature), spread(at)),
    plainGradient: subtract(multiply(at.slope, at.softmax), multiply(slope, softmaxOf(u))),
  };
}

/** Σp − 1, the largest p set against the 1 first so that small ones are not lost. */
function excessOf(p: Expression): Expression {
  const top = max(p, 'i');
  const isTop = equal(p, top);
  const ties = subtract(sum(select(isTop, 1, 0), 'i'), 1);
  return add(subtract(top, 1), add(sum(select(isTop, 0, p), 'i'), multiply(ties, top)));
}

/**
 * Σ p(log p − log q̂) for a row p that sums to one within 1e-4, gradient U'(ŝ)(q̂ − p). With t = log p − log q̂ it is
 * Σ p·φ(−t) + (Σp − 1), φ(x) = eˣ − 1 − x: p·χ(t) where t > 0, q̂·ψ(−t) elsewhere, and a rest that is almost nothing.
 */
export function divergenceOfProbabilities(at: AtPredicted): RowLoss {
  const p = input('target', 'i');
  const shift = subtract(at.row.q, p);
  const lowest = negate(max(negate(p), 'i'));
  const excess = excessOf(p);
  const t = subtract(logOrLow(p), at.row.logQ);
  const size = absolute(t);
  const loss = add(
    sum(select(less(0, t), multiply(p, gammaP1Integral(size)), timesExp(gammaP2(size), at.row.logQ)), 'i'),
    excess,
  );
  return {
    loss: notBelowZero(loss),
    gradient: multiply(at.slope, shift),
    hessian: divergenceHessian(at, shift),
    valid: and(lessEqual(0, lowest), lessEqual(absolute(excess), 1e-4)),
    plainGradient: multiply(at.slope, subtract(at.softmax, p)),
  };
}

/** −log q̂ of the labelled class: max U − U_y + log1p(Σ others), gradient −U'·Σ_{j≠y} q̂ⱼ at y and U'q̂ elsewhere. */
export function divergenceOfLabels(at: AtPredicted): RowLoss {
  const chosen = equal(index('i'), input('target'));
  const { u, row } = at;
  const own = sum(select(chosen, u, 0), 'i');
  const shift = select(chosen, negate(row.rest), row.q);
  const count = sum(select(chosen, 1, 0), 'i');
  return {
    loss: add(subtract(row.top, own), log1p(row.others)),
    gradient: multiply(at.slope, shift),
    hessian: divergenceHessian(at, shift),
    valid: equal(count, 1),
    plainGradient: multiply(at.slope, subtract(at.softmax, select(chosen, 1, 0))),
  };
}
