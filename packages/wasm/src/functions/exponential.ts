import type { Code } from '../encoding.js';
import type { Writer } from '../writer.js';
import { coefficients, log2Parts } from './coefficients.js';
import { polynomial } from './polynomial.js';

/** Where 2ᵏ becomes 0; where it is the largest, and where infinite. */
const limits = {
  float64: { lowest: -709, largest: 709, infinite: 709.7 },
  float32: { lowest: -88, largest: 88, infinite: 88.7 },
} as const;

/** eˣ = 2ᵏ·(1 + q), k the whole number nearest to x/log 2. */
interface Parts {
  readonly q: Code;
  readonly power: Code;
}

/** x must lie within the limits: k is read off the low bits of x/log 2 + 1.5·2^fractionBits. */
function parts(writer: Writer, x: Code): Parts {
  const { lanes, keep, constant, tier } = writer;
  const shift = constant(1.5 * 2 ** lanes.fractionBits);
  const shifted = keep(lanes.add(lanes.multiply(x, constant(Math.LOG2E)), shift));
  const k = keep(lanes.subtract(shifted, shift));
  const rest = log2Parts[tier].reduce<Code>((left, part) => lanes.subtract(left, lanes.multiply(k, constant(part))), x);
  const r = keep(rest);
  const one = writer.bits(BigInt(lanes.bias) << BigInt(lanes.fractionBits));
  return {
    q: lanes.multiply(polynomial(writer, r, coefficients.expm1[tier]), r),
    power: lanes.addBits(lanes.shiftLeft(shifted, lanes.fractionBits), one),
  };
}

const atLeastLowest = ({ lanes, constant }: Writer, x: Code): Code =>
  lanes.atLeast(x, constant(limits[lanes.precision].lowest));

/** eˣ where x is at most the given bound, or known to be. NaN stays; so does it in the others. */
export function expUpTo(writer: Writer, x: Code, bound?: number): Code {
  const { lanes, keep, constant } = writer;
  const held = bound === undefined ? x : lanes.atMost(x, constant(bound));
  const { q, power } = parts(writer, keep(atLeastLowest(writer, held)));
  return lanes.multiply(lanes.add(q, constant(1)), power);
}

export const exp = (writer: Writer, x: Code): Code => expUpTo(writer, x, limits[writer.lanes.precision].infinite);

/** eˣ − 1 = 2ᵏ·q + (2ᵏ − 1): beside 0, where k = 0, it is q itself. */
export function expm1(writer: Writer, x: Code, bounded = false): Code {
  const { lanes, keep, constant } = writer;
  const held = bounded ? x : lanes.atMost(x, constant(limits[lanes.precision].largest));
  const { q, power } = parts(writer, keep(atLeastLowest(writer, held)));
  const scale = keep(power);
  return lanes.add(lanes.multiply(q, scale), lanes.subtract(scale, constant(1)));
}
