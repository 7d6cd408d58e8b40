import type { Code } from '../encoding.js';
import { and, or, select, type Writer } from '../writer.js';
import { coefficients } from './coefficients.js';
import { polynomial } from './polynomial.js';

/**
 * atan x for y = the smaller of |x| and 1 over the larger, which is turned by π/4 where it exceeds √2 − 1:
 * atan y = π/4 + atan((y − 1)/(y + 1)); for |x| > 1 it is π/2 less that.
 */
export function arctan(writer: Writer, x: Code): Code {
  const { lanes, keep, constant, bits, tier } = writer;
  const size = keep(lanes.absolute(x));
  const one = constant(1);
  const [low, high] = [keep(lanes.atMost(size, one)), keep(lanes.atLeast(size, one))];
  const turned = keep(lanes.less(lanes.multiply(high, constant(Math.SQRT2 - 1)), low));
  const numerator = select(turned, lanes.subtract(low, high), low);
  const denominator = lanes.add(high, and(turned, low));
  const y = keep(lanes.divide(numerator, denominator));
  const square = keep(lanes.multiply(y, y));
  const inner = lanes.multiply(polynomial(writer, square, coefficients.arctan[tier]), y);
  const angle = keep(lanes.add(inner, and(turned, constant(Math.PI / 4))));
  const positive = select(lanes.less(one, size), lanes.subtract(constant(Math.PI / 2), angle), angle);
  const signBit = bits(1n << BigInt(lanes.fractionBits + (lanes.precision === 'float64' ? 11 : 8)));
  return or(positive, and(x, signBit));
}
