import { absolute, boundedExp, gammaP1Integral, gammaP2, less, log, multiply, select } from './build.js';
import type { Expression } from './expression.js';

/** A logarithm of zero that times zero is zero. */
const logOfNothing = -1e30;

/** log x for x > 0, a large negative number for 0. */
export const logOrLow = (x: Expression): Expression => select(less(0, x), log(x), logOfNothing);

/** factor·eˣ·other with eˣ in two halves, so that neither overflow nor underflow comes before that of the product. */
export function timesExp(factor: Expression, x: Expression, other: Expression | number = 1): Expression {
  const half = boundedExp(multiply(x, 0.5));
  return multiply(multiply(factor, half), multiply(half, other));
}

/** φ(x)·e^{−max(x, 0)} ≥ 0, φ(x) = eˣ − 1 − x: ψ(x) for x > 0, else χ(−x). */
export function phiScaled(x: Expression): Expression {
  const size = absolute(x);
  return select(less(0, x), gammaP2(size), gammaP1Integral(size));
}
