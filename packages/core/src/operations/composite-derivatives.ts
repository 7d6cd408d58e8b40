import { LossmithError } from '../errors/errors.js';
import {
  absolute,
  add,
  constant,
  cosh,
  divide,
  erfc,
  exp,
  gammaP1,
  hypot1,
  less,
  multiply,
  negate,
  select,
  sigmoid,
  sinh,
  square,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type { Derivative } from './operation.js';
import type { CompositeName } from './operation-name.js';

type Unary = (x: Expression, node: Expression) => Expression;

/** The partial derivative of an operation with one argument. */
const by =
  (slope: Unary): Derivative =>
  ([x], node) => [slope(x as Expression, node)];

const one = constant(1);

/** Partial derivatives of the operations that core expands, where they have any. */
export const compositeDerivatives: { readonly [op in CompositeName]?: Derivative } = {
  expm1: by((x) => exp(x)),
  log1p: by((x) => divide(one, add(x, one))),
  sigmoid: by((x, node) => multiply(node, sigmoid(negate(x)))),
  softplus: by((x) => sigmoid(x)),
  tanh: by((x) => multiply(multiply(sigmoid(multiply(x, 2)), sigmoid(multiply(x, -2))), 4)),
  sinh: by((x) => cosh(x)),
  cosh: by((x) => sinh(x)),
  asinh: by((x) => divide(one, hypot1(x))),
  arctan: by((x) => divide(one, add(square(x), one))),
  tan: by((_, node) => add(square(node), one)),
  erf: by((x) => multiply(exp(negate(square(x))), 2 / Math.sqrt(Math.PI))),
  erfc: by((x) => multiply(exp(negate(square(x))), -2 / Math.sqrt(Math.PI))),
  ierfc: by((x) => negate(erfc(x))),
  hypot1: by((x, node) => divide(x, node)),
  softsign: by((x) => square(divide(one, add(absolute(x), one)))),
  gammaP1: by((x) => exp(negate(x))),
  gammaP1Integral: by((x) => gammaP1(x)),
  gammaP2: by((x) => multiply(x, exp(negate(x)))),
  xMinusLog1p: by((x) => divide(x, add(x, one))),
  boundedExp: by((_, node) => node),
  cap: ([x, bound]) => [select(less(x as Expression, bound as Expression), 1, 0), undefined],
  scaled: ([difference, rate]) => [rate, difference],
  offset: () => [one, constant(-1)],
  differenceError: () => [one, constant(-1), constant(-1)],
  productError: ([x, y]) => [y, x, constant(-1)],
  byPrecision: () => [one, undefined],
  byArithmetic: () => [one, undefined],
  byLowering: () => [undefined, one],
  logSumExp: by((x, node) => exp(subtract(x, node))),
  integral: () => {
    throw new LossmithError('error', 'an integral is final', 'differentiate inside it');
  },
};
