import { add, divide, equal, exp, less, log1p, max, select, subtract, sum } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';

/** A row of K classes as a distribution q = softmax(U). */
export interface Row {
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

export function rowOf(u: Expression): Row {
  const top = max(u, 'i');
  const isTop = equal(u, top);
  const weights = exp(subtract(u, top));
  // All classes at the top but one count among the others, with weight 1 each.
  const others = add(sum(select(isTop, 0, weights), 'i'), subtract(sum(select(isTop, 1, 0), 'i'), 1));
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
