import type { Code } from '../encoding.js';
import type { Writer } from '../writer.js';
import { coefficients } from './coefficients.js';
import { partsOfLog2 } from './logarithm.js';
import { polynomial } from './polynomial.js';

/** Where 2ᵏ becomes 0. */
const lowest = -709;

/** eˣ = 2ᵏ·(1 + q), k the whole number nearest to x/log 2. */
interface Parts {
  readonly q: Code;
  readonly power: Code;
}

/**
 * k is read off the low bits of x/log 2 + 1.5·2^fractionBits. 2ᵏ is never infinite: q is what overflows, so that nothing but large
 * x gives ∞. With `bounded` x is known to be small enough. A NaN in x is one in q.
 */
function parts(writer: Writer, x: Code, bounded: boolean, fromBelow = false): Parts {
  const { lanes, keep, constant, tier } = writer;
  const held = fromBelow ? keep(x) : keep(lanes.pseudoMaximum(x, constant(lowest)));
  const shift = 1.5 * 2 ** lanes.fractionBits;
  const sum = lanes.add(lanes.multiply(held, constant(Math.LOG2E)), constant(shift));
  const shifted = keep(bounded ? sum : lanes.pseudoMinimum(sum, constant(shift + 1023)));
  const k = keep(lanes.subtract(shifted, constant(shift)));
  const rest = partsOfLog2(writer).reduce<Code>(
    (left, part) => lanes.subtract(left, lanes.multiply(k, constant(part))),
    held,
  );
  const r = keep(rest);
  return {
    q: keep(lanes.multiply(polynomial(writer, r, coefficients.expm1[tier]), r)),
    power: lanes.addBits(lanes.shiftLeft(shifted, lanes.fractionBits), constant(1)),
  };
}

function powerOfE(writer: Writer, x: Code, bounded: boolean, fromBelow = false): Code {
  const { q, power } = parts(writer, x, bounded, fromBelow);
  return writer.lanes.multiply(writer.lanes.add(q, writer.constant(1)), power);
}

/** eˣ for float64 lanes where x is known to be far from both ends. */
export const expWithin = (writer: Writer, x: Code): Code => powerOfE(writer, x, true, true);

export const exp = (writer: Writer, x: Code): Code => powerOfE(writer, x, false);

/** eˣ where x is at most the given bound, which has to be below that of overflow, or is known to be. */
export function expUpTo(writer: Writer, x: Code, bound?: number): Code {
  const { lanes, constant, keep } = writer;
  return powerOfE(writer, bound === undefined ? x : keep(lanes.pseudoMinimum(x, constant(bound))), true);
}

/** eˣ − 1 = 2ᵏ·q + (2ᵏ − 1): beside 0, where k = 0, it is q itself. */
export function expm1(writer: Writer, x: Code, bounded = false): Code {
  const { lanes, keep, constant } = writer;
  const { q, power } = parts(writer, x, bounded);
  const scale = keep(power);
  return lanes.add(lanes.multiply(q, scale), lanes.subtract(scale, constant(1)));
}
