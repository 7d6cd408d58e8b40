import { add, divide, equal, exp, less, log1p, max, select, subtract } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';

/** A row of K classes as a distribution q = softmax(U). */
export interface SoftmaxRow {
  /** max U. */
  readonly top: Expression;
  /** Σ e^{U − max U} less the one of the top class, with all its digits. */
  readonly others: Expression;
  readonly q: Expression;
  /** 1 − q with all its digits. */
  readonly rest: Expression;
  /** log q; for the top class −log1p(Σ others). */
  readonly logQ: Expression;
  /** Whether the class is (one of) the largest. */
  readonly isTop: Expression;
}

/** What is gathered along a row of classes. */
export interface RowGathering {
  /** Σ e^{u − max u} less the one of the top class. */
  others(u: Expression): Expression;
  divergence(u: Expression, difference: Expression, temperature: Expression, cost: Expression): GatheredDivergence;
}

/** With weights q = softmax(u), d = (difference − its value at the top class)/temperature and m = Σ q·d. */
export interface GatheredDivergence {
  /** The difference at (one of) the top classes. */
  readonly atTop: Expression;
  /** m. */
  readonly mean: Expression;
  /** log1p(Σ q·φ(d − m)), φ(t) = eᵗ − 1 − t. */
  readonly loss: Expression;
  /** Σ q·cost. */
  readonly cost: Expression;
}

export function rowOf(u: Expression, gathered: RowGathering): SoftmaxRow {
  const top = max(u, 'i');
  const isTop = equal(u, top);
  const weights = exp(subtract(u, top));
  const others = gathered.others(u);
  const total = add(others, 1);
  const q = divide(weights, total);
  return {
    top,
    others,
    q,
    rest: select(isTop, divide(others, total), subtract(1, q)),
    logQ: subtract(subtract(u, top), log1p(others)),
    isTop,
  };
}

/** max(x, 0) that keeps NaN: rounding may take a sum that is never negative a little below zero. */
export const notBelowZero = (x: Expression): Expression => select(less(x, 0), 0, x);
