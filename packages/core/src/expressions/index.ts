/** The expression language: what custom links are written in, and ways to look at expressions. */
export {
  absolute,
  add,
  arctan,
  asinh,
  constant,
  cosh,
  divide,
  erf,
  erfc,
  exp,
  expm1,
  hypotenuse,
  less,
  lessEqual,
  log,
  log1p,
  maximum,
  minimum,
  multiply,
  negate,
  power,
  select,
  sigmoid,
  sign,
  sinh,
  softplus,
  softsign,
  sqrt,
  square,
  subtract,
  tanh,
} from './build.js';
export { differentiate } from './differentiate.js';
export { type ExpressionSpec, fromExpressionSpec, toExpressionSpec, z } from './json.js';
export { printLatex, printText } from './print.js';
export { simplify } from './simplify.js';
