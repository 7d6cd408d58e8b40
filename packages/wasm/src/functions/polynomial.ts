import type { Code } from '../encoding.js';
import type { Writer } from '../writer.js';

/** The polynomial with these coefficients, highest power first, by Horner's rule. */
export function polynomial({ lanes, constant }: Writer, x: Code, coefficients: readonly number[]): Code {
  const [first, ...rest] = coefficients.map((coefficient) => constant(coefficient)) as [Code, ...Code[]];
  return rest.reduce((total, coefficient) => lanes.add(lanes.multiply(total, x), coefficient), first);
}
