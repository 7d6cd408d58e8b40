import type { Code } from '../encoding.js';
import { demote, joinHalves, lowWords, type Writer } from '../writer.js';
import { coefficients } from './coefficients.js';
import { polynomial } from './polynomial.js';

/**
 * e^{±x}, |x| ≤ 80, as a float32 vector for the two float64 vectors that hold x: 2^{±k}·e^{±r}, where float64 gives r all its digits, however large x is. The even
 * and the odd part of eʳ serve both signs.
 */
export function narrowedExp(wide: Writer, narrow: Writer, x: readonly Code[], negated: boolean): Code {
  const { lanes } = wide;
  const shift = wide.constant(1.5 * 2 ** lanes.fractionBits);
  const reduced = x.map((half) => {
    const power = wide.keep(lanes.multiply(half, wide.constant(Math.LOG2E)));
    const shifted = wide.keep(lanes.add(power, shift));
    const rest = lanes.subtract(power, lanes.subtract(shifted, shift));
    return { shifted, rest: wide.keep(lanes.multiply(rest, wide.constant(Math.LN2))) };
  });
  const both = (of: 'shifted' | 'rest', join: (low: Code, high: Code) => Code) =>
    narrow.keep(join(...(reduced.map((half) => half[of]) as [Code, Code])));
  const { keep, constant, bits } = narrow;
  const { add, subtract, multiply, addBits, subtractBits, shiftLeft, bias, fractionBits } = narrow.lanes;
  const r = both('rest', (low, high) => joinHalves(demote(low), demote(high)));
  const k = keep(shiftLeft(both('shifted', lowWords), fractionBits));
  const square = keep(multiply(r, r));
  const even = keep(multiply(polynomial(narrow, square, coefficients.coshRest), square));
  const odd = keep(multiply(polynomial(narrow, square, coefficients.sinhRest), multiply(square, r)));
  const one = bits(BigInt(bias) << BigInt(fractionBits));
  // What is largest comes last, so that it hides what was rounded before.
  const small = negated ? subtract(subtract(even, odd), r) : add(add(even, odd), r);
  const fraction = add(small, constant(1));
  return multiply(fraction, negated ? subtractBits(one, k) : addBits(k, one));
}
