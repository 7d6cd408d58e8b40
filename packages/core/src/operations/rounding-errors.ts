import { add, constant, multiply, subtract } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type { Expansion, Precision } from './operation.js';

// What an addition or a multiplication loses by rounding, by arithmetic that rounds to nearest and is done as written. Where arithmetic is wider
// than the results, so little is lost that it need not be known: −0, which adds nothing.

const nothing = constant(-0);

/** x − y − d (TwoSum of Knuth, The Art of Computer Programming 2, §4.2.2). */
export const expandDifferenceError: Expansion = ([x, y, d], precision, _, arithmetic) => {
  if (arithmetic !== precision) return nothing;
  const [first, second, difference] = [x as Expression, y as Expression, d as Expression];
  const subtracted = subtract(first, difference);
  const back = add(difference, subtracted);
  return add(subtract(first, back), subtract(subtracted, second));
};

/** Splits a number in two of half its digits. */
const splitters: Readonly<Record<Precision, number>> = { float32: 2 ** 12 + 1, float64: 2 ** 27 + 1 };

/** A number as one of half its digits and the rest (Veltkamp 1968). */
function halves(x: Expression, precision: Precision): readonly [high: Expression, low: Expression] {
  const large = multiply(x, splitters[precision]);
  const high = subtract(large, subtract(large, x));
  return [high, subtract(x, high)];
}

/** x·y − p (Dekker 1971). */
export const expandProductError: Expansion = ([x, y, p], precision, _, arithmetic) => {
  if (arithmetic !== precision) return nothing;
  const [x1, x2] = halves(x as Expression, precision);
  const [y1, y2] = halves(y as Expression, precision);
  const high = subtract(multiply(x1, y1), p as Expression);
  return add(add(add(high, multiply(x1, y2)), multiply(x2, y1)), multiply(x2, y2));
};
