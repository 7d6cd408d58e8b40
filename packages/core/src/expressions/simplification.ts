import { meaningOf } from '../operations/meaning-of.js';
import type { OperationName } from '../operations/operation-name.js';
import { type Expression, isConstant } from './expression.js';
import { constant } from './leaves.js';

/** Makes a node in its simplest form: what builders are made of. */
export type Apply = (op: OperationName, ...args: Expression[]) => Expression;

/** Arguments of a node to something simpler of the same value, if there is any. */
type Rule = (apply: Apply, x: Expression, y: Expression, z: Expression) => Expression | undefined;

/** Whether the constant is ±2ᵏ, small enough that 1/2ᵏ is a number too. */
const isPowerOfTwo = ({ op, value = 0 }: Expression) => {
  const k = Math.round(Math.log2(Math.abs(value)));
  return op === 'constant' && Math.abs(k) < 1022 && 2 ** k === Math.abs(value);
};
const inner = (x: Expression): Expression => x.args[0] as Expression;
const second = (x: Expression): Expression => x.args[1] as Expression;
const isTrue = (x: Expression) => isConstant(x, 1);
const isFalse = (x: Expression) => isConstant(x, 0);

/** A truth value that is known is a number, which not every backend takes for one; `neutral` leaves the other as it is. */
const unlessKnown =
  (neutral: number): Rule =>
  (_apply, x, y) => {
    if (isConstant(x)) return x.value === neutral ? y : x;
    return isConstant(y) ? (y.value === neutral ? x : y) : undefined;
  };

/** Identities that hold for every number, NaN, infinities and signed zeros included. So x·0 stays, and x + 0 (which turns −0 into 0). Powers of two
 * are taken together with other constants: exact but where the product would have left the range of numbers on the way. */
const rules: { readonly [op in OperationName]?: Rule } = {
  add: (apply, x, y) => {
    if (isConstant(x, -0)) return y;
    if (isConstant(y, -0)) return x;
    if (y.op === 'negate') return apply('subtract', x, inner(y));
    return x.op === 'negate' ? apply('subtract', y, inner(x)) : undefined;
  },
  subtract: (apply, x, y) => {
    if (isConstant(y, 0)) return x;
    return y.op === 'negate' ? apply('add', x, inner(y)) : undefined;
  },
  scaled: (apply, x, y) => (isConstant(y) && Math.abs(y.value as number) <= 1 ? apply('multiply', x, y) : undefined),
  byPrecision: (_apply, x, y) => (x === y ? x : undefined),
  offset: (_apply, x, y) => (isConstant(y, 0) ? x : undefined),
  multiply: (apply, x, y) => {
    if (x.op === 'constant' && y.op !== 'constant') return apply('multiply', y, x);
    if (isConstant(y, 1)) return x;
    if (isConstant(y, -1)) return apply('negate', x);
    if (x.op === 'multiply' && isPowerOfTwo(y) && isConstant(second(x)))
      return apply('multiply', inner(x), apply('multiply', second(x), y));
    if (x.op === 'negate' && y.op === 'constant') return apply('multiply', inner(x), apply('negate', y));
    if (x.op === 'negate') return apply('negate', apply('multiply', inner(x), y));
    return y.op === 'negate' ? apply('negate', apply('multiply', x, inner(y))) : undefined;
  },
  divide: (apply, x, y) => {
    if (isConstant(y, 1)) return x;
    if (isPowerOfTwo(y)) return apply('multiply', x, constant(1 / (y.value as number)));
    return x.op === 'negate' ? apply('negate', apply('divide', inner(x), y)) : undefined;
  },
  negate: (_apply, x) => (x.op === 'negate' ? inner(x) : undefined),
  absolute: (apply, x) => (x.op === 'negate' ? apply('absolute', inner(x)) : x.op === 'absolute' ? x : undefined),
  and: unlessKnown(1),
  or: unlessKnown(0),
  select: (_apply, condition, x, y) => {
    if (x === y || isTrue(condition)) return x;
    return isFalse(condition) ? y : undefined;
  },
};

function folded({ op, args }: Expression): Expression | undefined {
  const meaning = meaningOf(op);
  if (meaning === undefined || !args.every((argument) => isConstant(argument))) return undefined;
  return constant(meaning(...args.map(({ value }) => value as number)));
}

/** The node itself or a simpler one of the same value; its arguments are simple already. */
export function simplified(node: Expression, apply: Apply): Expression {
  const [x, y, z] = node.args as [Expression, Expression, Expression];
  return folded(node) ?? rules[node.op]?.(apply, x, y, z) ?? node;
}
