import type { Code } from '../encoding.js';
import type { Writer } from '../writer.js';

/** The polynomial with these coefficients, highest power first, by Horner's rule. */
function horner({ lanes, constant }: Writer, x: Code, coefficients: readonly number[]): Code {
  const [first, ...rest] = coefficients.map((coefficient) => constant(coefficient)) as [Code, ...Code[]];
  return rest.reduce((total, coefficient) => lanes.add(lanes.multiply(total, x), coefficient), first);
}

/** The same as two polynomials of x², which a processor works out side by side. */
export function polynomial(writer: Writer, x: Code, coefficients: readonly number[]): Code {
  const { lanes, keep } = writer;
  const square = keep(lanes.multiply(x, x));
  const fromEnd = (k: number) => (coefficients.length - 1 - k) % 2;
  const even = coefficients.filter((_, k) => fromEnd(k) === 0);
  const odd = coefficients.filter((_, k) => fromEnd(k) === 1);
  return lanes.add(lanes.multiply(horner(writer, square, odd), x), horner(writer, square, even));
}
