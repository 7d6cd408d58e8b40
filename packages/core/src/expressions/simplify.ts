import { composites } from '../operations/composites.js';
import type { CompositeName, OperationName, PrimitiveName } from '../operations/operation-name.js';
import { primitives } from '../operations/primitives.js';
import { absolute, add, constant, divide, multiply, negate, subtract } from './build.js';
import { type Expression, isConstant } from './expression.js';
import { rewrite, withArguments } from './traverse.js';

type Rule = (x: Expression, y: Expression, z: Expression) => Expression | undefined;

/** Whether the constant is ±2ᵏ, small enough that 1/2ᵏ is a number too. */
const isPowerOfTwo = ({ op, value = 0 }: Expression) => {
  const k = Math.round(Math.log2(Math.abs(value)));
  return op === 'constant' && Math.abs(k) < 1022 && 2 ** k === Math.abs(value);
};
const inner = (x: Expression): Expression => x.args[0] as Expression;
const second = (x: Expression): Expression => x.args[1] as Expression;
const isTrue = (x: Expression) => isConstant(x, 1);
const isFalse = (x: Expression) => isConstant(x, 0);

/** Identities that hold for every number, NaN, infinities and signed zeros included. So x·0 stays, and x + 0 (which turns −0 into 0). Powers of two
 * are taken together with other constants: exact but where the product would have left the range of numbers on the way. */
const rules: { readonly [op in OperationName]?: Rule } = {
  add: (x, y) => {
    if (isConstant(x, -0)) return y;
    if (isConstant(y, -0)) return x;
    if (y.op === 'negate') return subtract(x, inner(y));
    return x.op === 'negate' ? subtract(y, inner(x)) : undefined;
  },
  subtract: (x, y) => {
    if (isConstant(y, 0)) return x;
    return y.op === 'negate' ? add(x, inner(y)) : undefined;
  },
  scaled: (x, y) => (isConstant(y) && Math.abs(y.value as number) <= 1 ? multiply(x, y) : undefined),
  byPrecision: (x, y) => (x === y ? x : undefined),
  offset: (x, y) => (isConstant(y, 0) ? x : undefined),
  multiply: (x, y) => {
    if (x.op === 'constant' && y.op !== 'constant') return multiply(y, x);
    if (isConstant(y, 1)) return x;
    if (isConstant(y, -1)) return negate(x);
    if (x.op === 'multiply' && isPowerOfTwo(y) && isConstant(second(x)))
      return multiply(inner(x), multiply(second(x), y));
    if (x.op === 'negate' && y.op === 'constant') return multiply(inner(x), negate(y));
    if (x.op === 'negate') return negate(multiply(inner(x), y));
    return y.op === 'negate' ? negate(multiply(x, inner(y))) : undefined;
  },
  divide: (x, y) => {
    if (isConstant(y, 1)) return x;
    if (isPowerOfTwo(y)) return multiply(x, constant(1 / (y.value as number)));
    return x.op === 'negate' ? negate(divide(inner(x), y)) : undefined;
  },
  negate: (x) => (x.op === 'negate' ? inner(x) : undefined),
  absolute: (x) => (x.op === 'negate' ? absolute(inner(x)) : x.op === 'absolute' ? x : undefined),
  select: (condition, x, y) => {
    if (x === y || isTrue(condition)) return x;
    return isFalse(condition) ? y : undefined;
  },
};

/** Not by the table of both, which is made from these two: they are written with the builders, which come here. */
const meaningOf = (op: OperationName) => (primitives[op as PrimitiveName] ?? composites[op as CompositeName]).meaning;

function folded({ op, args }: Expression): Expression | undefined {
  const meaning = meaningOf(op);
  if (meaning === undefined || !args.every((argument) => isConstant(argument))) return undefined;
  return constant(meaning(...args.map(({ value }) => value as number)));
}

/** The node itself or a simpler one of the same value; its arguments are simple already. */
export function simplified(node: Expression): Expression {
  const [x, y, z] = node.args as [Expression, Expression, Expression];
  return folded(node) ?? rules[node.op]?.(x, y, z) ?? node;
}

/** The expression with every node in its simplest form. Builders simplify as they go; this is for trees read from elsewhere. */
export function simplify(expression: Expression): Expression {
  return rewrite([expression], (node, args) => simplified(withArguments(node, args)))[0] as Expression;
}
