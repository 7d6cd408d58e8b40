import type { Code } from '../encoding.js';
import type { Writer } from '../writer.js';

/**
 * The polynomial with these coefficients, highest power first: neighbours joined by x, then pairs by x², and so on (Estrin 1960), so that few
 * steps wait for one another.
 */
export function polynomial(writer: Writer, x: Code, coefficients: readonly number[]): Code {
  const { lanes, keep, constant } = writer;
  let terms = coefficients.map((coefficient) => constant(coefficient)).reverse();
  for (let power = x; terms.length > 1; power = keep(lanes.multiply(power, power))) {
    const joined = (low: Code, k: number) => {
      const high = terms[k + 1];
      return high === undefined ? low : lanes.add(lanes.multiply(high, power), low);
    };
    terms = terms.map(joined).filter((_, k) => k % 2 === 0);
  }
  return terms[0] as Code;
}
