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
import type { Derivative } from './operation.js';
import type { PrimitiveName } from './operation-name.js';

const one = constant(1);

/** The slope of |x|; at the kink the right-hand one. */
const direction = (x: Expression) => select(less(x, constant(0)), constant(-1), one);

/** Partial derivatives of the operations that backends lower, where they have any. */
export const primitiveDerivatives: { readonly [op in PrimitiveName]?: Derivative } = {
  add: () => [one, one],
  subtract: () => [one, constant(-1)],
  multiply: ([x, y]) => [y, x],
  divide: ([, y], node) => [divide(one, y as Expression), negate(divide(node, y as Expression))],
  negate: () => [constant(-1)],
  absolute: ([x]) => [direction(x as Expression)],
  sign: () => [undefined],
  minimum: ([x, y]) => {
    const first = less(x as Expression, y as Expression);
    return [select(first, one, constant(0)), select(first, constant(0), one)];
  },
  maximum: ([x, y]) => {
    const second = less(x as Expression, y as Expression);
    return [select(second, constant(0), one), select(second, one, constant(0))];
  },
  exp: (_, node) => [node],
  log: ([x]) => [divide(one, x as Expression)],
  sqrt: (_, node) => [divide(constant(0.5), node)],
  power: ([x, y], node) => [
    multiply(y as Expression, power(x as Expression, subtract(y as Expression, one))),
    select(lessEqual(x as Expression, constant(0)), constant(0), multiply(node, log(x as Expression))),
  ],
  select: ([condition]) => {
    const chosen = condition as Expression;
    return [undefined, select(chosen, one, constant(0)), select(chosen, constant(0), one)];
  },
  sum: () => [one],
  max: ([x], node) => [select(equal(x as Expression, node), one, constant(0))],
};
