import {
  absolute,
  add,
  and,
  divide,
  exp,
  less,
  lessEqual,
  minimum,
  multiply,
  negate,
  saturation,
  select,
  sign,
  square,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { artanhFloat32 } from './coefficients.js';
import { polynomialInHalves } from './series.js';

/** From there e⁻ᵐ counts as zero among float32 numbers, while its inverse is far from overflow. */
const farthest = 300;

/** Below that the loss is had from the rise, above from logarithms, either with a relative error of some 2e-8 at the border. */
const beside = 0.02;

/**
 * The matching loss of the sigmoid link and h(ŝ) − h(s) where float64 arithmetic leaves digits to spare. Turned round so that δ = D > 0, with q = e⁻ᴰ, w = 1 − q,
 * p = e^{−min(|u|, |û|)}, the other of a = e^{−|u|} and b = e^{−|û|} is o = pq, or q/p where 0 lies between u and û, and σ(û) − σ(u) = R = w·(p or 1)/((1 + p)(1 + o)).
 * With π = a/(1 + a) the loss is |log − πD|, log = 2 artanh of pw/(2 + p + o) or, across 0, of w/(1 + q + 2b). There, from D = 1 on, it is
 * |û| + 2 artanh((b − a)/(2 + a + b)) − πD. So the argument lies within ±⅓. Beside the optimum it is D·R/2 + D²·(σ'(u) − σ'(û))/12 (Euler–Maclaurin).
 */
export function wideSigmoid(args: readonly Expression[]): { readonly loss: Expression; readonly rise: Expression } {
  const [predicted, target, difference] = args as [Expression, Expression, Expression];
  const d = absolute(difference);
  const [size, aheadSize] = [absolute(target), absolute(predicted)];
  const across = less(multiply(predicted, target), 0);
  const p = exp(negate(minimum(minimum(size, aheadSize), farthest)));
  const w = saturation(d);
  const q = subtract(1, w);
  const x = select(across, divide(1, p), p);
  const o = multiply(q, x);
  const [both, product] = [add(p, o), multiply(p, o)];
  const a = select(less(size, aheadSize), p, o);
  const b = subtract(both, a);
  const scaledW = multiply(minimum(x, 1), w);
  const far = and(across, lessEqual(1, d));
  const near = and(across, less(d, 1));
  const numerator = select(far, subtract(b, a), scaledW);
  const denominator = select(near, add(add(b, b), add(q, 1)), add(both, 2));
  // One division for the quotients by (1 + a)(1 + b) and by the denominator.
  const area = add(add(both, 1), product);
  const inverse = divide(1, multiply(area, denominator));
  const overArea = multiply(inverse, denominator);
  const s = multiply(multiply(numerator, area), inverse);
  const logarithm = multiply(s, polynomialInHalves(square(s), artanhFloat32));
  const [share, aheadShare] = [multiply(add(a, product), overArea), multiply(add(b, product), overArea)];
  const closed = absolute(add(subtract(logarithm, multiply(share, d)), select(far, aheadSize, 0)));
  const rise = multiply(scaledW, overArea);
  // π(1 − π) is σ' on both sides of 0.
  const slopes = multiply(subtract(share, aheadShare), subtract(1, add(share, aheadShare)));
  const short = multiply(d, add(multiply(rise, 0.5), multiply(multiply(d, slopes), 1 / 12)));
  return { loss: select(less(d, beside), short, closed), rise: multiply(rise, sign(difference)) };
}
