import {
  absolute,
  add,
  divide,
  equal,
  exp,
  less,
  log1p,
  max,
  maximum,
  multiply,
  select,
  subtract,
  sum,
} from '../expressions/build.js';
import { phiScaled, timesExp } from '../expressions/exponentials.js';
import type { Expression } from '../expressions/expression.js';
import { type RowGathering, rowOf } from './rows.js';

/** Beyond this spread of d the loss is computed in logarithms. */
const wide = 20;

/** log Σ eᵛ as the largest v plus log1p of the rest. */
const logSum = (v: Expression) => add(max(v, 'i'), log1p(rowSums.others(v)));

/** log1p(Σ q·φ(x)), all terms ≥ 0. Where some |x| > 20, log Σ e^{log q + d} − m, its largest term taken out. */
function divergence(logQ: Expression, d: Expression, m: Expression): Expression {
  const x = subtract(d, m);
  const near = log1p(sum(timesExp(phiScaled(x), add(logQ, maximum(x, 0))), 'i'));
  const far = subtract(logSum(add(logQ, d)), m);
  return select(less(max(absolute(x), 'i'), wide), near, far);
}

/** In sums and maxima along the row, each of which waits for those before: up to four walks. */
export const rowSums: RowGathering = {
  others: (u) => {
    const top = max(u, 'i');
    const isTop = equal(u, top);
    // All classes at the top but one count among the others, with weight 1 each.
    return add(sum(select(isTop, 0, exp(subtract(u, top))), 'i'), subtract(sum(select(isTop, 1, 0), 'i'), 1));
  },
  divergence: (u, difference, temperature, cost) => {
    const { isTop, q, logQ } = rowOf(u, rowSums);
    const atTop = max(select(isTop, difference, -1e30), 'i');
    const d = divide(subtract(difference, atTop), temperature);
    const mean = sum(multiply(q, d), 'i');
    return { atTop, mean, loss: divergence(logQ, d, mean), cost: sum(timesExp(cost, logQ), 'i') };
  },
};
