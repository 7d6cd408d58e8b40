import { equal, multiply, select } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';

/** slope·x, and 0 where x is: slopes may be infinite, as that of a power at its center. */
export const timesUnlessZero = (slope: Expression, x: Expression): Expression =>
  select(equal(x, 0), 0, multiply(slope, x));
