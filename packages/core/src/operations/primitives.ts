import {
  constant,
  divide,
  equal,
  less,
  lessEqual,
  log,
  multiply,
  negate,
  power,
  select,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type { Operation } from './operation.js';
import type { PrimitiveName } from './operation-name.js';

const one = constant(1);
const truth = (value: boolean): number => (value ? 1 : 0);
const leaf: Operation = {};

/** The slope of |x|; at the kink the right-hand one. */
const direction = (x: Expression) => select(less(x, constant(0)), constant(-1), one);

/** Operations every backend lowers. One row each: value, derivative. */
export const primitives: Readonly<Record<PrimitiveName, Operation>> = {
  constant: leaf,
  input: leaf,
  parameter: leaf,
  /** The place t in [0, 1] of an enclosing `integral`, which replaces it before anything is compiled. */
  variable: leaf,
  /** The number of the class along `axis`, from 0. */
  index: leaf,
  /** How many classes there are along `axis`. */
  size: leaf,

  add: { meaning: (x, y) => x + y, derivative: () => [one, one] },
  subtract: { meaning: (x, y) => x - y, derivative: () => [one, constant(-1)] },
  multiply: { meaning: (x, y) => x * y, derivative: ([x, y]) => [y, x] },
  divide: {
    meaning: (x, y) => x / y,
    derivative: ([, y], node) => [divide(one, y as Expression), negate(divide(node, y as Expression))],
  },
  negate: { meaning: (x) => -x, derivative: () => [constant(-1)] },
  absolute: {
    meaning: Math.abs,
    derivative: ([x]) => [direction(x as Expression)],
  },
  /** −1, 0 or 1. */
  sign: { meaning: Math.sign, derivative: () => [undefined] },
  minimum: {
    meaning: Math.min,
    derivative: ([x, y]) => {
      const first = less(x as Expression, y as Expression);
      return [select(first, one, constant(0)), select(first, constant(0), one)];
    },
  },
  maximum: {
    meaning: Math.max,
    derivative: ([x, y]) => {
      const second = less(x as Expression, y as Expression);
      return [select(second, constant(0), one), select(second, one, constant(0))];
    },
  },
  exp: { meaning: Math.exp, derivative: (_, node) => [node] },
  log: {
    meaning: Math.log,
    derivative: ([x]) => [divide(one, x as Expression)],
  },
  sqrt: {
    meaning: Math.sqrt,
    derivative: (_, node) => [divide(constant(0.5), node)],
  },
  /** xʸ for x ≥ 0. */
  power: {
    meaning: Math.pow,
    derivative: ([x, y], node) => [
      multiply(y as Expression, power(x as Expression, subtract(y as Expression, one))),
      select(lessEqual(x as Expression, constant(0)), constant(0), multiply(node, log(x as Expression))),
    ],
  },

  less: { meaning: (x, y) => truth(x < y) },
  lessEqual: { meaning: (x, y) => truth(x <= y) },
  equal: { meaning: (x, y) => truth(x === y) },
  and: { meaning: (x, y) => truth(x !== 0 && y !== 0) },
  or: { meaning: (x, y) => truth(x !== 0 || y !== 0) },
  not: { meaning: (x) => truth(x === 0) },
  /** The second argument where the first holds, else the third; the one not chosen may be NaN. */
  select: {
    meaning: (condition, x, y) => (condition !== 0 ? x : y),
    derivative: ([condition]) => {
      const chosen = condition as Expression;
      return [undefined, select(chosen, one, constant(0)), select(chosen, constant(0), one)];
    },
  },

  sum: { derivative: () => [one] },
  max: {
    derivative: ([x], node) => [select(equal(x as Expression, node), one, constant(0))],
  },
};
