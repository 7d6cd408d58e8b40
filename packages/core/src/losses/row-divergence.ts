import {
  absolute,
  add,
  byArithmetic,
  divide,
  gammaP1,
  less,
  max,
  maximum,
  multiply,
  select,
  sign,
  subtract,
} from '../expressions/build.js';
import { timesExp } from '../expressions/exponentials.js';
import type { Expression } from '../expressions/expression.js';
import { type Differences, fromTop, softmaxDifferences } from './online-softmax.js';
import { rowDivergenceWide } from './row-divergence-wide.js';
import { type SoftmaxRow, softmaxRow } from './softmax-row.js';

/** KL(q ‖ q̂), q = softmax(U(s)), q̂ = softmax(U(ŝ)), and what a loss takes of both. */
export interface RowDivergence {
  readonly loss: Expression;
  /** q̂ₖ − qₖ. */
  readonly shift: Expression;
  /** Σ qₖ·costₖ. */
  readonly cost: Expression;
  /** max |U(ŝ) − U(s)|. */
  readonly farthest: Expression;
  /** factor·qₖ and factor·q̂ₖ. */
  timesTarget(factor: Expression): Expression;
  timesPredicted(factor: Expression): Expression;
}

/** max(x, 0) that keeps NaN: rounding may take a sum that is never negative a little below zero. */
export const notBelowZero = (x: Expression): Expression => select(less(x, 0), 0, x);

/**
 * `u` is U(s), `of` the differences U(ŝ) − U(s). With d = U(ŝ) − U(s) less the d of the top class, m = Σ q d and
 * x = d − m: D = log1p(Σ q·φ(x)), φ(t) = eᵗ − 1 − t, all terms ≥ 0. Then q̂/q = e^{x − D}.
 */
export function rowDivergence(
  predicted: SoftmaxRow,
  u: Expression,
  of: Differences,
  costs: Expression = of.difference,
): RowDivergence {
  const target = softmaxRow(u);
  const { atTop, mean, loss: divergence, cost } = softmaxDifferences(u, of, costs);
  const loss = notBelowZero(divergence);
  const x = subtract(fromTop(of, atTop), mean);
  const t = subtract(x, loss);
  const w = gammaP1(absolute(t));
  const shift = timesExp(multiply(sign(t), w), add(target.logQ, maximum(t, 0)));
  const farthest = divide(max(absolute(of.difference), 'i'), of.temperature);
  const wide = rowDivergenceWide(u, of, costs);
  return {
    loss: byArithmetic(loss, wide.loss),
    shift: byArithmetic(shift, wide.shift),
    cost: byArithmetic(cost, wide.cost),
    farthest: byArithmetic(farthest, wide.farthest),
    timesTarget: (factor) => byArithmetic(timesExp(factor, target.logQ), multiply(factor, wide.target)),
    timesPredicted: (factor) => byArithmetic(timesExp(factor, predicted.logQ), multiply(factor, wide.predicted)),
  };
}
