import { type Code, simd } from '../encoding.js';
import * as v128 from '../instructions/v128.js';
import { and, or, select, type Writer } from '../writer.js';
import { coefficients } from './coefficients.js';
import { polynomial } from './polynomial.js';

/**
 * atan of x/d for y = the smaller of |x| and |d| over the larger, which is turned by π/4 where it exceeds √2 − 1:
 * atan y = π/4 + atan((y − 1)/(y + 1)); for |x| > |d| it is π/2 less that.
 */
export function arctan(writer: Writer, x: Code, d: Code): Code {
  const { lanes, keep, constant, bits, tier } = writer;
  const [size, other] = [keep(lanes.absolute(x)), keep(lanes.absolute(d))];
  const [low, high] = [keep(lanes.pseudoMinimum(size, other)), keep(lanes.pseudoMaximum(size, other))];
  const turned = keep(lanes.less(lanes.multiply(high, constant(Math.SQRT2 - 1)), low));
  const numerator = select(turned, lanes.subtract(low, high), low);
  const denominator = lanes.add(high, and(turned, low));
  const y = keep(lanes.divide(numerator, denominator));
  const square = keep(lanes.multiply(y, y));
  const inner = lanes.multiply(polynomial(writer, square, coefficients.arctan[tier]), y);
  const angle = keep(lanes.add(inner, and(turned, constant(Math.PI / 4))));
  const positive = select(lanes.less(other, size), lanes.subtract(constant(Math.PI / 2), angle), angle);
  const signBit = bits(1n << 63n);
  return or(positive, and(simd(v128.xor, [x, d]), signBit));
}
