import type { Code } from '../encoding.js';
import { and, or, select, type Writer } from '../writer.js';
import { exp, expm1, expUpTo } from './exponential.js';
import { log, log1p, logOfOnePlus } from './logarithm.js';

/** Functions of the exponential and the logarithm. For their meanings see docs/adding-a-backend.md. */

/** e^{−size}. */
export const decayOf = (writer: Writer, size: Code): Code => writer.keep(expUpTo(writer, writer.lanes.negate(size)));

/** 1/(1 + e⁻ˣ), with |x| besides. */
export function sigmoid(writer: Writer, x: Code, size: Code): Code {
  const { lanes, constant } = writer;
  const decay = decayOf(writer, size);
  const one = constant(1);
  return lanes.divide(select(lanes.less(x, constant(0)), decay, one), lanes.add(decay, one));
}

/** max(x, 0) + log(1 + e^{−|x|}), whose argument lies within [0, 1]. */
export function softplus(writer: Writer, x: Code, size: Code): Code {
  const { lanes, constant } = writer;
  const rest = logOfOnePlus(writer, decayOf(writer, size), 'artanhWide');
  return lanes.add(lanes.pseudoMaximum(x, constant(0)), rest);
}

/** 1 − e⁻ᴰ. */
export const gammaP1 = (writer: Writer, d: Code): Code =>
  writer.lanes.negate(expm1(writer, writer.lanes.negate(d), true));

const signBit = ({ bits }: Writer): Code => bits(1n << 63n);

/** The positive value with the sign of x. */
const withSign = (writer: Writer, value: Code, x: Code): Code => or(value, and(x, signBit(writer)));

export function tanh(writer: Writer, x: Code): Code {
  const { lanes, keep, constant } = writer;
  const decay = keep(expm1(writer, lanes.multiply(lanes.absolute(x), constant(-2)), true));
  return withSign(writer, lanes.divide(lanes.negate(decay), lanes.add(decay, constant(2))), x);
}

/** −1, 0 or 1. */
export function sign(writer: Writer, x: Code): Code {
  const { lanes, constant } = writer;
  const nonzero = lanes.less(constant(0), lanes.absolute(x));
  return withSign(writer, and(nonzero, constant(1)), x);
}

/** xʸ = e^{y log x}, x ≥ 0; the logarithm of 0 is held finite, so that 0⁰ is 1. */
export function power(writer: Writer, x: Code, y: Code): Code {
  const { lanes, keep, constant } = writer;
  const logarithm = lanes.pseudoMaximum(log(writer, x), constant(-1e300));
  return exp(writer, keep(lanes.multiply(y, logarithm)));
}

/** Beyond that as many products would be less accurate than an exponential. */
const mostFactors = 16;

/** Whether `constantPower` can be had: for whole and half exponents. */
export const isSimple = (y: number): boolean => Number.isInteger(2 * y) && Math.abs(y) <= mostFactors;

/** xʸ in products and a root: exact where the result is a number of few digits, such as 100³. */
export function constantPower(writer: Writer, x: Code, y: number): Code {
  const { lanes, keep, constant } = writer;
  if (y < 0) return lanes.divide(constant(1), constantPower(writer, x, -y));
  if (y < 1) return y === 0 ? constant(1) : lanes.sqrt(x);
  const half = Math.floor(y / 2);
  const rest = y - 2 * half;
  const root = half > 0 ? [keep(constantPower(writer, x, half))] : [];
  const factors = [...root, ...root, ...(rest < 1 ? [] : [x]), ...(rest % 1 === 0 ? [] : [lanes.sqrt(x)])];
  return factors.reduce(lanes.multiply);
}

// What follows is for float32 results of float64 arithmetic, whose range nothing leaves on the way.

export function sinh(writer: Writer, x: Code): Code {
  const { lanes, keep, constant } = writer;
  const growth = keep(lanes.pseudoMinimum(expm1(writer, lanes.absolute(x)), constant(1e300)));
  const both = lanes.add(growth, lanes.divide(growth, lanes.add(growth, constant(1))));
  return withSign(writer, lanes.multiply(both, constant(0.5)), x);
}

export function cosh(writer: Writer, x: Code): Code {
  const { lanes, keep, constant } = writer;
  const growth = keep(exp(writer, lanes.absolute(x)));
  return lanes.add(lanes.multiply(growth, constant(0.5)), lanes.divide(constant(0.5), growth));
}

/** √(1 + x²). */
export const hypot1 = ({ lanes, constant }: Writer, x: Code): Code =>
  lanes.sqrt(lanes.add(lanes.multiply(x, x), constant(1)));

/** log(1 + |x| + x²/(√(1 + x²) + 1)), with the sign of x. */
export function asinh(writer: Writer, x: Code): Code {
  const { lanes, keep, constant } = writer;
  const size = keep(lanes.absolute(x));
  const square = keep(lanes.multiply(x, x));
  const root = lanes.add(lanes.sqrt(lanes.add(square, constant(1))), constant(1));
  return withSign(writer, log1p(writer, keep(lanes.add(size, lanes.divide(square, root)))), x);
}
