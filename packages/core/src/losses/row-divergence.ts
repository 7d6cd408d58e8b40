import {
  absolute,
  add,
  chi,
  divide,
  less,
  log1p,
  max,
  maximum,
  multiply,
  psi,
  saturation,
  select,
  sign,
  subtract,
  sum,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { timesExp } from '../links/exp.js';
import { notBelowZero, type Row, rowOf } from './rows.js';

/** Beyond this spread of d the loss is computed in logarithms. */
const wide = 20;

/** Of a value per class, the one at (one of) the largest entries of another. */
function atTop({ isTop }: Row, value: Expression): Expression {
  return max(select(isTop, value, -1e30), 'i');
}

/** KL(q ‖ q̂), q = softmax(U(s)), q̂ = softmax(U(ŝ)), and q̂ − q. */
export interface RowDivergence {
  readonly target: Row;
  readonly loss: Expression;
  /** q̂ₖ − qₖ. */
  readonly shift: Expression;
}

/**
 * `u` is U(s), `difference` τ(U(ŝ) − U(s)), `temperature` τ. With d = U(ŝ) − U(s) less the d of the top class, m = Σ q d and
 * x = d − m: D = log1p(Σ q·φ(x)), φ(t) = eᵗ − 1 − t, all terms ≥ 0. Where some |x| > 20, log Σ e^{log q + d} − m, its largest term taken out. Then q̂/q = e^{x − D}.
 */
export function rowDivergence(u: Expression, difference: Expression, temperature: Expression): RowDivergence {
  const target = rowOf(u);
  const d = divide(subtract(difference, atTop(target, difference)), temperature);
  const m = sum(multiply(target.q, d), 'i');
  const x = subtract(d, m);
  const size = absolute(x);
  const gap = select(less(0, x), psi(size), chi(size));
  const near = log1p(sum(timesExp(gap, add(target.logQ, maximum(x, 0))), 'i'));
  const far = subtract(logSum(add(target.logQ, d)), m);
  const loss = notBelowZero(select(less(max(size, 'i'), wide), near, far));
  const t = subtract(x, loss);
  const w = saturation(absolute(t));
  return { target, loss, shift: timesExp(multiply(sign(t), w), add(target.logQ, maximum(t, 0))) };
}

/** log Σ eᵛ as the largest v plus log1p of the rest. */
function logSum(v: Expression): Expression {
  const row = rowOf(v);
  return add(row.top, log1p(row.others));
}
