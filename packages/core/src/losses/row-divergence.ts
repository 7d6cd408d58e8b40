import { absolute, add, gammaP1, less, maximum, multiply, select, sign, subtract } from '../expressions/build.js';
import { timesExp } from '../expressions/exponentials.js';
import type { Expression } from '../expressions/expression.js';
import { type Differences, fromTop, softmaxDifferences } from './online-softmax.js';
import { type SoftmaxRow, softmaxRow } from './softmax-row.js';

/** KL(q ‖ q̂), q = softmax(U(s)), q̂ = softmax(U(ŝ)), and q̂ − q. */
export interface RowDivergence {
  readonly target: SoftmaxRow;
  readonly loss: Expression;
  /** q̂ₖ − qₖ. */
  readonly shift: Expression;
  /** Σ qₖ·costₖ. */
  readonly cost: Expression;
}

/** max(x, 0) that keeps NaN: rounding may take a sum that is never negative a little below zero. */
export const notBelowZero = (x: Expression): Expression => select(less(x, 0), 0, x);

/**
 * `u` is U(s), `of` the differences U(ŝ) − U(s). With d = U(ŝ) − U(s) less the d of the top class, m = Σ q d and
 * x = d − m: D = log1p(Σ q·φ(x)), φ(t) = eᵗ − 1 − t, all terms ≥ 0. Then q̂/q = e^{x − D}.
 */
export function rowDivergence(u: Expression, of: Differences, costs: Expression = of.difference): RowDivergence {
  const target = softmaxRow(u);
  const { atTop, mean, loss: divergence, cost } = softmaxDifferences(u, of, costs);
  const loss = notBelowZero(divergence);
  const x = subtract(fromTop(of, atTop), mean);
  const t = subtract(x, loss);
  const w = gammaP1(absolute(t));
  return { target, loss, shift: timesExp(multiply(sign(t), w), add(target.logQ, maximum(t, 0))), cost };
}
