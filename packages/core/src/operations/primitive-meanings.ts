import type { Meaning } from './operation.js';
import type { PrimitiveFunction } from './structural-names.js';

const truth = (value: boolean): number => (value ? 1 : 0);

/** The float64 value of every operation that backends lower and that is a function of numbers alone. */
export const primitiveMeanings: Readonly<Record<PrimitiveFunction, Meaning>> = {
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
  divide: (x, y) => x / y,
  negate: (x) => -x,
  absolute: Math.abs,
  /** −1, 0 or 1. */
  sign: Math.sign,
  minimum: Math.min,
  maximum: Math.max,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  /** xʸ for x ≥ 0. */
  power: Math.pow,
  less: (x, y) => truth(x < y),
  lessEqual: (x, y) => truth(x <= y),
  equal: (x, y) => truth(x === y),
  and: (x, y) => truth(x !== 0 && y !== 0),
  or: (x, y) => truth(x !== 0 || y !== 0),
  not: (x) => truth(x === 0),
  /** The second argument where the first holds, else the third; the one not chosen may be NaN. */
  select: (condition, x, y) => (condition !== 0 ? x : y),
};
