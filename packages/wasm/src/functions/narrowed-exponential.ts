import type { Code } from '../encoding.js';
import { f32x4, f64x2 } from '../lanes.js';
import { demote, joinHalves, lowWords, type Writer } from '../writer.js';
import { coefficients } from './coefficients.js';
import { polynomial } from './polynomial.js';

/**
 * e^{±x}, |x| ≤ 80, as a float32 vector for the two float64 vectors that hold x: 2^{±k}·e^{±r}, where float64 gives r all its digits, however large x is. The even
 * and the odd part of eʳ serve both signs.
 */
export function narrowedExp(wide: Writer, narrow: Writer, x: readonly Code[], negated: boolean): Code {
  const shift = wide.constant(1.5 * 2 ** f64x2.fractionBits);
  const halves = x.map((half) => {
    const power = wide.keep(f64x2.multiply(half, wide.constant(Math.LOG2E)));
    const shifted = wide.keep(f64x2.add(power, shift));
    const rest = f64x2.subtract(power, f64x2.subtract(shifted, shift));
    return [shifted, wide.keep(demote(f64x2.multiply(rest, wide.constant(Math.LN2))))];
  });
  const [[lowPower, lowRest], [highPower, highRest]] = halves as [[Code, Code], [Code, Code]];
  const { keep, constant } = narrow;
  const { add, subtract, multiply } = f32x4;
  const r = keep(joinHalves(lowRest, highRest));
  const k = keep(f32x4.shiftLeft(lowWords(lowPower, highPower), f32x4.fractionBits));
  const square = keep(multiply(r, r));
  const even = keep(multiply(polynomial(narrow, square, coefficients.coshRest), square));
  const odd = keep(multiply(polynomial(narrow, square, coefficients.sinhRest), multiply(square, r)));
  const one = constant(1);
  // What is largest comes last, so that it hides what was rounded before.
  const small = negated ? subtract(subtract(even, odd), r) : add(add(even, odd), r);
  return multiply(add(small, one), negated ? f32x4.subtractBits(one, k) : f32x4.addBits(k, one));
}
