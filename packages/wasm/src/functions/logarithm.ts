import type { Code } from '../encoding.js';
import { and, not, or, select, type Writer } from '../writer.js';
import { coefficients, log2Parts } from './coefficients.js';
import { polynomial } from './polynomial.js';

/** The bits of 1 less those of √½: added to a number's they carry into the exponent from √½ upwards. */
const carry = 0x95f619980c433n;

/** log 2 in parts, of which the first times a whole number is exact. */
export const partsOfLog2 = ({ tier }: Writer): readonly number[] => log2Parts[tier];

/** log((1 + s)/(1 − s)), s = f/(2 + f), is log(1 + f). */
export function logOfOnePlus(writer: Writer, f: Code, table: 'artanh' | 'artanhWide'): Code {
  const { lanes, keep, constant, tier } = writer;
  const s = keep(lanes.divide(f, lanes.add(f, constant(2))));
  const square = keep(lanes.multiply(s, s));
  return lanes.multiply(polynomial(writer, square, coefficients[table][tier]), s);
}

/**
 * log(x + rest) for a rest too small to be seen in x. x = 2ᵏ·m with m within [√½, √2); then k·log 2 + log m. Below the smallest
 * normal number the result is too large.
 */
function logWithRest(writer: Writer, x: Code, rest?: Code): Code {
  const { lanes, keep, constant, bits } = writer;
  const carried = keep(lanes.addBits(x, bits(carry)));
  const exponent = keep(and(carried, constant(Number.POSITIVE_INFINITY)));
  const shift = 2 ** lanes.fractionBits;
  const shifted = or(lanes.shiftRight(carried, lanes.fractionBits), constant(shift));
  const k = keep(lanes.subtract(shifted, constant(shift + 1023)));
  const m = lanes.addBits(lanes.subtractBits(x, exponent), constant(1));
  const scale = lanes.subtractBits(constant(2 ** 1023), exponent);
  const above = lanes.subtract(m, constant(1));
  const f = keep(rest === undefined ? above : lanes.add(above, lanes.multiply(rest, scale)));
  const [high, low] = partsOfLog2(writer);
  const logarithm = logOfOnePlus(writer, f, 'artanh');
  const small = low === undefined ? logarithm : lanes.add(logarithm, lanes.multiply(k, constant(low)));
  return lanes.add(small, lanes.multiply(k, constant(high as number)));
}

/** −∞ at 0, NaN below, ∞ and NaN as they are. */
function special({ lanes, constant }: Writer, x: Code): Code {
  const zero = and(lanes.equal(x, constant(0)), constant(Number.NEGATIVE_INFINITY));
  return or(or(x, zero), not(lanes.lessEqual(constant(0), x)));
}

const within = ({ lanes, constant }: Writer, x: Code): Code =>
  and(lanes.less(constant(0), x), lanes.less(x, constant(Number.POSITIVE_INFINITY)));

export const log = (writer: Writer, x: Code): Code =>
  select(within(writer, x), logWithRest(writer, x), special(writer, x));

/** With u = 1 + x as it rounds, log(u + (x − (u − 1))), so that all digits of a small x are kept. */
export function log1p(writer: Writer, x: Code): Code {
  const { lanes, keep, constant } = writer;
  const u = keep(lanes.add(x, constant(1)));
  const rest = lanes.subtract(x, lanes.subtract(u, constant(1)));
  return select(within(writer, u), logWithRest(writer, u, rest), special(writer, u));
}
