import { add, arctan, divide, less, log, multiply, select, square, subtract } from '../expressions/build.js';
import type { Point } from './base-link.js';
import type { LossAndGradient } from './link.js';

/** How near the optimum, as |δ|/√(1 + u²), the loss is a series; at the border either way has a relative error of some 1e-8. */
const beside = 0.003;

/**
 * The matching loss of the base link and h(ŝ) − h(s) where float64 arithmetic leaves digits and range to spare: the angle θ of the complex number
 * (1 + iû)/(1 + iu), that is atan of δ/(1 + ûu), turned by π where the denominator is below 0, and ûθ − ½log((1 + û²)/(1 + u²)). With g = 1/(1 + u²), p = δg and
 * A = up the loss begins with δp·[½ − A/3 + (3A² − p²)/12]: the imaginary part of δ·Σ (−1)ⁿξⁿ⁻¹/(n(n − 1)), ξ = A + ip.
 */
export function arctanWide({ predicted, target, difference }: Point): LossAndGradient {
  const nearness = divide(1, add(square(target), 1));
  const cosine = add(multiply(predicted, target), 1);
  const turn = select(less(cosine, 0), select(less(difference, 0), -Math.PI, Math.PI), 0);
  const angle = add(arctan(divide(difference, cosine)), turn);
  const p = multiply(difference, nearness);
  const A = multiply(target, p);
  const curved = multiply(A, subtract(multiply(A, 0.25), 1 / 3));
  const start = multiply(difference, p);
  const near = multiply(start, add(curved, subtract(0.5, multiply(square(p), 1 / 12))));
  const logarithm = log(multiply(add(square(predicted), 1), nearness));
  const far = subtract(multiply(predicted, angle), multiply(logarithm, 0.5));
  return { loss: select(less(start, beside ** 2), near, far), gradient: angle };
}
