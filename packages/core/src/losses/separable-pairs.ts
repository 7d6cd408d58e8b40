import {
  absolute,
  add,
  addAll,
  constant,
  divide,
  exp,
  gammaP1,
  log1p,
  max,
  maximum,
  multiply,
  negate,
  sign,
  size,
  square,
  subtract,
  sum,
} from '../expressions/build.js';
import { phiScaled, timesExp } from '../expressions/exponentials.js';
import type { Expression } from '../expressions/expression.js';
import type { LossAndGradient, PairFrame, SeparableForm } from '../links/link.js';
import { exactDifference } from './exact-difference.js';
import { type Differences, fromTop, softmaxDifferences, sumOfOthers } from './online-softmax.js';
import { predicted, target } from './pairs.js';
import { notBelowZero } from './row-divergence.js';

// Σ over all ordered pairs of D_H(ŝᵢ − ŝⱼ, sᵢ − sⱼ), and its gradient, in time and memory linear in the length of the list. Derivations, with the digits
// that were measured: shared/ranking/separable.md §1. The pair of an item with itself adds 0.

/** ŝ − s and what its rounding lost. */
const { difference: shift, lost } = exactDifference(predicted, target);

/** ŝ − s less its largest, which is exact beside it: what is left keeps its digits whatever shift all scores share. */
const centred = add(subtract(shift, max(shift, 'i')), lost);

/** s likewise: pairs know nothing of where a list stands, but b·s and moments far from 0 would round to the digits of that. */
const place = subtract(target, max(target, 'i'));

const meanOf = (x: Expression) => divide(sum(x, 'i'), size('i'));
const deviation = (x: Expression) => subtract(x, meanOf(x));

/** S = abK Σ(e − ē)², gₖ = 2abK(eₖ − ē). */
function linearPairs({ amplitude, rate }: PairFrame): LossAndGradient {
  const e = deviation(centred);
  const weight = multiply(multiply(amplitude, rate), size('i'));
  return { loss: multiply(sum(square(e), 'i'), weight), gradient: multiply(e, multiply(weight, 2)) };
}

/** By the central moments M_pq = mean σᵖeᑫ, σ = s − s̄ and e = d − d̄. The terms in M₁₁ and M₁₃ may be negative: at most one digit of the sum is lost. */
function cubicPairs({ amplitude, rate, center }: PairFrame): LossAndGradient {
  const [s, e] = [deviation(place), deviation(centred)];
  const [s2, e2, se] = [square(s), square(e), multiply(s, e)];
  const [m20, m02, m11] = [meanOf(s2), meanOf(e2), meanOf(se)];
  const [m21, m12, m03] = [meanOf(multiply(s2, e)), meanOf(multiply(s, e2)), meanOf(multiply(e2, e))];
  const [m22, m13, m04] = [meanOf(multiply(s2, e2)), meanOf(multiply(se, e2)), meanOf(square(e2))];
  const c2 = square(center);
  const times = (x: Expression, k: number) => multiply(x, k);
  const sums = addAll([
    times(add(add(m22, multiply(m20, m02)), times(square(m11), 2)), 12),
    times(multiply(c2, m02), 12),
    times(add(m13, times(multiply(m02, m11), 3)), 8),
    add(times(m04, 2), times(square(m02), 6)),
  ]);
  const slopes = addAll([
    times(subtract(add(multiply(e, add(s2, m20)), times(multiply(s, m11), 2)), m21), 3),
    times(subtract(add(multiply(s, add(e2, m02)), times(multiply(e, m11), 2)), m12), 3),
    subtract(add(multiply(e2, e), times(multiply(e, m02), 3)), m03),
    times(multiply(c2, e), 3),
  ]);
  const weight = multiply(multiply(amplitude, multiply(square(rate), rate)), size('i'));
  return {
    loss: multiply(sums, multiply(times(weight, 0.25), size('i'))),
    gradient: multiply(slopes, times(weight, 2)),
  };
}

/** Of a row of weights e^{rate·s}, rate of either sign: log of their sum, and what softmax of them says of d = rate·(ŝ − s). */
function weighted(rate: Expression) {
  const u = multiply(place, rate);
  const of: Differences = { difference: shift, lost, temperature: divide(1, rate) };
  const { atTop, mean, loss } = softmaxDifferences(u, of, shift);
  const J = notBelowZero(loss);
  return {
    u,
    logSum: add(max(u, 'i'), log1p(sumOfOthers(u))),
    atTop,
    J,
    /** d less log E e^d. */
    behind: subtract(fromTop(of, atTop), add(mean, J)),
    mean: add(mean, J),
  };
}

/** (eˣ − 1)·e^y·factor. */
const timesExpm1 = (x: Expression, y: Expression, factor: Expression) =>
  timesExp(multiply(multiply(factor, sign(x)), gammaP1(absolute(x))), add(y, maximum(x, 0)));

/**
 * With weights A = e^{bs} and B = e^{−bs}, p and q their softmaxes, m_p = log E_p e^{bd}, J_p = m_p − E_p bd = KL(p ‖ p̂) ≥ 0, and J_q, m_q likewise of −bs:
 * S = (a/b)e^{−bc}·ΣA·ΣB·[φ(m_p − m_q) + J_p + J_q], all terms ≥ 0, and gₖ = a·e^{−bc}·[AₖΣB·(e^{bdₖ − m_q} − 1) − BₖΣA·(e^{m_p − bdₖ} − 1)].
 * `exponent` stands for −bc.
 */
function exponentialPairs({ amplitude, rate, scale }: PairFrame, exponent: Expression, factor: Expression) {
  const [up, down] = [weighted(rate), weighted(negate(rate))];
  const apart = multiply(subtract(up.atTop, down.atTop), rate);
  const m = add(add(up.mean, down.mean), apart);
  const level = add(add(up.logSum, down.logSum), exponent);
  const size = multiply(scale, factor);
  const slope = multiply(amplitude, factor);
  const side = (own: ReturnType<typeof weighted>, other: ReturnType<typeof weighted>) =>
    timesExpm1(negate(other.behind), add(add(own.u, other.logSum), exponent), slope);
  return {
    loss: add(timesExp(phiScaled(m), add(level, maximum(m, 0)), size), timesExp(add(up.J, down.J), level, size)),
    gradient: subtract(side(up, down), side(down, up)),
  };
}

const one = constant(1);

/** Over both orders of every pair sinh is cosh(bc) times exp with its center at 0; cosh(bc) = e^{|bc|}·(1 + e^{−2|bc|})/2. */
function sinhPairs(frame: PairFrame): LossAndGradient {
  const away = absolute(multiply(frame.rate, frame.center));
  return exponentialPairs(frame, away, add(multiply(exp(multiply(away, -2)), 0.5), 0.5));
}

const forms: Readonly<Record<SeparableForm, (frame: PairFrame) => LossAndGradient>> = {
  linear: linearPairs,
  cubic: cubicPairs,
  exp: (frame) => exponentialPairs(frame, negate(multiply(frame.rate, frame.center)), one),
  sinh: sinhPairs,
};

/** The sums of a term by its form. */
export const separableSums = (frame: PairFrame, form: SeparableForm): LossAndGradient => forms[form](frame);
