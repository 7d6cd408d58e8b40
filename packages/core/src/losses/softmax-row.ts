import { add, divide, equal, exp, log1p, max, select, subtract } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { riseTo, sumOfOthers } from './online-softmax.js';

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
}

export function softmaxRow(u: Expression): SoftmaxRow {
  const top = max(u, 'i');
  const rise = riseTo(u, top);
  const weights = exp(rise);
  const others = sumOfOthers(u);
  const total = add(others, 1);
  const q = divide(weights, total);
  return {
    top,
    others,
    q,
    rest: select(equal(u, top), divide(others, total), subtract(1, q)),
    logQ: subtract(rise, log1p(others)),
  };
}
