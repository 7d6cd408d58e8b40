import {
  absolute,
  add,
  and,
  cap,
  divide,
  exp,
  gammaP1,
  less,
  lessEqual,
  multiply,
  negate,
  select,
  sign,
  square,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { artanhFloat32 } from '../operations/coefficients.js';
import { polynomialByPairs } from '../operations/series.js';
import type { Point } from './base-link.js';
import type { LossAndGradient } from './link.js';

/** From there e⁻ᵐ counts as zero among float32 numbers, while its square is none of float64's yet. */
const farthest = 300;

/** Below that the loss is had from the rise, above from logarithms, either with a relative error of some 2e-8 at the border. */
const beside = 0.02;

/**
 * The matching loss of the base link and h(ŝ) − h(s) where float64 arithmetic leaves digits to spare, in two exponentials and two divisions. Turned round so
 * that δ = D > 0, with q = e⁻ᴰ, w = 1 − q, p = e^{−min(|u|, |û|)}, a = e^{−|u|} and b = e^{−|û|}: the other of these two is pq, or q/p where 0 lies between u and û, and
 * σ(û) − σ(u) = R = pw/((1 + p)(1 + pq)), or pw/((1 + p)(p + q)). With π = a/(1 + a) the loss is |2 artanh s − πD|, s = pw/(2 + p + pq) or, across 0,
 * w/(1 + q + 2b). There, from D = 1 on, it is |û| + 2 artanh s − πD, s = (b − a)/(2 + a + b). So s lies within ±⅓; fractions are extended by p, so that none
 * waits for another. Beside the optimum the loss is D·R/2 + D²·(σ'(u) − σ'(û))/12 (Euler–Maclaurin).
 */
export function sigmoidWide({ predicted, target, difference }: Point): LossAndGradient {
  const d = absolute(difference);
  const [size, aheadSize] = [absolute(target), absolute(predicted)];
  const across = less(multiply(predicted, target), 0);
  const far = and(across, lessEqual(1, d));
  // A NaN reaches the results through D.
  const p = exp(negate(cap(cap(size, aheadSize), farthest)));
  const w = gammaP1(d);
  const q = subtract(1, w);
  const [pq, pp] = [multiply(p, q), square(p)];
  const pw = multiply(p, w);
  const other = select(across, q, pq);
  const both = add(select(across, p, 1), other);
  const nearer = less(size, aheadSize);
  const gap = subtract(q, pp);
  const inner = select(across, select(nearer, q, pp), 1);
  const numerator = select(far, select(nearer, gap, negate(gap)), pw);
  const denominator = select(far, add(add(pp, q), add(p, p)), add(add(inner, inner), add(p, pq)));
  const s = divide(numerator, denominator);
  const onePlus = add(p, 1);
  const overArea = divide(1, multiply(onePlus, both));
  const [nearPart, farPart] = [multiply(p, both), multiply(other, onePlus)];
  const share = multiply(select(nearer, nearPart, farPart), overArea);
  const shares = multiply(add(nearPart, farPart), overArea);
  const lead = subtract(select(far, aheadSize, 0), multiply(share, d));
  const closed = absolute(add(multiply(s, polynomialByPairs(square(s), artanhFloat32)), lead));
  const rise = multiply(pw, overArea);
  // π(1 − π) is σ' on both sides of 0.
  const slopes = multiply(subtract(add(share, share), shares), subtract(1, shares));
  const short = multiply(d, add(multiply(rise, 0.5), multiply(multiply(d, slopes), 1 / 12)));
  return { loss: select(less(d, beside), short, closed), gradient: multiply(rise, sign(difference)) };
}
