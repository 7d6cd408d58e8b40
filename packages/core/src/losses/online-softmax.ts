import {
  absolute,
  add,
  byLowering,
  divide,
  equal,
  exp,
  less,
  log1p,
  max,
  maximum,
  multiply,
  onlineSoftmax,
  select,
  subtract,
  sum,
} from '../expressions/build.js';
import { phiScaled, timesExp } from '../expressions/exponentials.js';
import type { Expression } from '../expressions/expression.js';

/** Differences U(ŝ) − U(s) of a row, (difference + lost)/temperature, but for a number that all classes share. */
export interface Differences {
  readonly difference: Expression;
  /** What rounding took from the difference. */
  readonly lost: Expression;
  readonly temperature: Expression;
}

/**
 * What softmax losses gather along a row. In sums and maxima each waits for those before, up to four walks; a backend that lowers
 * `onlineSoftmax` has all of it in one (Milakov & Gimelshein 2018, arXiv 1805.02867; with differences as in design §3.4).
 */
export interface SoftmaxDifferences {
  /** The difference at (one of) the top classes. */
  readonly atTop: Expression;
  /** m = Σ q·d, q = softmax(u), d = (difference − atTop + lost)/temperature. */
  readonly mean: Expression;
  /** log1p(Σ q·φ(d − m)), φ(t) = eᵗ − 1 − t. */
  readonly loss: Expression;
  /** Σ q·cost. */
  readonly cost: Expression;
}

/** Σ e^{u − max u} less the one of the top class. */
export function sumOfOthers(u: Expression): Expression {
  return byLowering(onlineSoftmax('others', [u]), othersBySums(u));
}

export function softmaxDifferences(u: Expression, of: Differences, cost: Expression): SoftmaxDifferences {
  const plain = differencesBySums(u, of, cost);
  const args = [u, of.difference, of.temperature, cost, of.lost];
  const online = (name: keyof SoftmaxDifferences) => byLowering(onlineSoftmax(name, args), plain[name]);
  return { atTop: online('atTop'), mean: online('mean'), loss: online('loss'), cost: online('cost') };
}

/** τ times the difference of U from that of the top class, with what its rounding lost. */
export const fromTop = ({ difference, lost, temperature }: Differences, atTop: Expression): Expression =>
  divide(add(subtract(difference, atTop), lost), temperature);

/** u − max u, which at the top is 0 even where that is infinite. */
export const riseTo = (u: Expression, top: Expression): Expression => select(equal(u, top), 0, subtract(u, top));

function othersBySums(u: Expression): Expression {
  const top = max(u, 'i');
  const isTop = equal(u, top);
  // All classes at the top but one count among the others, with weight 1 each.
  return add(sum(select(isTop, 0, exp(riseTo(u, top))), 'i'), subtract(sum(select(isTop, 1, 0), 'i'), 1));
}

function differencesBySums(u: Expression, of: Differences, cost: Expression): SoftmaxDifferences {
  const top = max(u, 'i');
  const others = othersBySums(u);
  const rise = riseTo(u, top);
  const q = divide(exp(rise), add(others, 1));
  const logQ = subtract(rise, log1p(others));
  const atTop = max(select(equal(u, top), of.difference, -1e30), 'i');
  const d = fromTop(of, atTop);
  const mean = sum(multiply(q, d), 'i');
  return { atTop, mean, loss: divergence(logQ, d, mean), cost: sum(timesExp(cost, logQ), 'i') };
}

/** Beyond this spread of d the loss is computed in logarithms. */
const widest = 20;

/** log Σ eᵛ as the largest v plus log1p of the rest. */
const logSum = (v: Expression) => add(max(v, 'i'), log1p(othersBySums(v)));

/** log1p(Σ q·φ(x)), all terms ≥ 0. Where some |x| > 20, log Σ e^{log q + d} − m, its largest term taken out. */
function divergence(logQ: Expression, d: Expression, m: Expression): Expression {
  const x = subtract(d, m);
  const near = log1p(sum(timesExp(phiScaled(x), add(logQ, maximum(x, 0))), 'i'));
  const far = subtract(logSum(add(logQ, d)), m);
  return select(less(max(absolute(x), 'i'), widest), near, far);
}
