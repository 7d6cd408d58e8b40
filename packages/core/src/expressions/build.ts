import { describeValue } from '../errors/describe-value.js';
import { LossmithSpecError } from '../errors/errors.js';
import type { OperationName } from '../operations/operation-name.js';
import type { Axis, Expression } from './expression.js';
import { unionAxes, withoutAxis } from './expression.js';
import { constant, node, size, variable } from './leaves.js';
import { simplified } from './simplification.js';

export { constant, index, input, parameter, size, variable } from './leaves.js';

type Number = Expression | number;

/** A node over the given arguments, in its simplest form. The way every builder below makes one. */
function apply(op: OperationName, ...args: Number[]): Expression {
  const expressions = args.map(asExpression);
  const plain = node(op, expressions, unionAxes(expressions.map(({ axes }) => axes)));
  return simplified(plain, apply);
}

/** A reduction along an axis; of what does not vary along it no loop is needed. */
function reduce(op: OperationName, args: readonly Expression[], axis: Axis, name?: string): Expression {
  const x = args[0] as Expression;
  if (x.axes.includes(axis) || op === 'onlineSoftmax')
    return node(op, args, withoutAxis(x.axes, axis), name === undefined ? { axis } : { axis, name });
  if (op === 'max') return x;
  return op === 'sum' ? multiply(x, size(axis)) : add(x, log(size(axis)));
}

/** The same operation over other arguments. */
export function rebuild(original: Expression, args: readonly Expression[]): Expression {
  const { op, axis, name } = original;
  if (args.length === 0) return original;
  return axis === undefined ? apply(op, ...args) : reduce(op, args, axis, name);
}

export function asExpression(value: Number): Expression {
  if (typeof value === 'number') return constant(value);
  if (typeof (value as Partial<Expression> | null | undefined)?.op === 'string') return value;
  const what = value === undefined ? 'an argument is missing' : `${describeValue(value)} is no expression`;
  throw new LossmithSpecError('', what, 'give numbers, expressions.z, or what the expression builders make of them');
}

type Unary = (x: Number) => Expression;
type Binary = (x: Number, y: Number) => Expression;

function unary(op: OperationName): Unary {
  return (x) => apply(op, x);
}
function binary(op: OperationName): Binary {
  return (x, y) => apply(op, x, y);
}

// Arithmetic.

export const add: Binary = binary('add');
export const subtract: Binary = binary('subtract');
export const multiply: Binary = binary('multiply');
export const divide: Binary = binary('divide');
export const negate: Unary = unary('negate');
export const absolute: Unary = unary('absolute');
export const sign: Unary = unary('sign');
export const minimum: Binary = binary('minimum');
export const maximum: Binary = binary('maximum');
export const square = (x: Expression): Expression => multiply(x, x);
/** min(x, c) where NaN reaches the result by another way. */
export const cap: Binary = binary('cap');
/** z − c; an inexact constant c is split in two, so that the difference keeps its digits beside c. */
export const offset: Binary = binary('offset');

/** What `difference`, x − y rounded, lost: x − y − difference. */
export const differenceError = (x: Expression, y: Expression, difference: Expression): Expression =>
  apply('differenceError', x, y, difference);
/** What `product`, x·y rounded, lost: x·y − product. */
export const productError = (x: Expression, y: Expression, product: Expression): Expression =>
  apply('productError', x, y, product);

/** difference·rate, held within ±2¹²⁶ in float32. */
export const scaled: Binary = binary('scaled');
/** The same value in two ways: the first keeps its digits in float64, the second in float32. */
export const byPrecision: Binary = binary('byPrecision');
/** The same value in two ways: the second keeps the digits of float32 results where arithmetic is float64. */
export const byArithmetic: Binary = binary('byArithmetic');

/**
 * x, of which float32 is enough from here on, in arithmetic that is wider: what is computed of it and of other such values may be computed in float32, which
 * takes half the time where vectors have a fixed size. Exponentials are narrowed where |x| ≤ 80 only. For the first way of a `byLowering`.
 */
export const narrow: Unary = unary('narrow');

/** The same value in two ways: the first for backends that lower its operation, the second for all others. */
export const byLowering = (lowered: Expression, plain: Expression): Expression => apply('byLowering', lowered, plain);

// Functions.

export const exp: Unary = unary('exp');
export const log: Unary = unary('log');
export const sqrt: Unary = unary('sqrt');
export const power: Binary = binary('power');
export const boundedExp: Unary = unary('boundedExp');
export const expm1: Unary = unary('expm1');
export const log1p: Unary = unary('log1p');
export const sigmoid: Unary = unary('sigmoid');
export const softplus: Unary = unary('softplus');
export const tanh: Unary = unary('tanh');
export const sinh: Unary = unary('sinh');
export const cosh: Unary = unary('cosh');
export const asinh: Unary = unary('asinh');
export const arctan: Unary = unary('arctan');
export const tan: Unary = unary('tan');
export const erf: Unary = unary('erf');
export const erfc: Unary = unary('erfc');
/** ∫ₓ^∞ erfc(z) dz. */
export const ierfc: Unary = unary('ierfc');
export const softsign: Unary = unary('softsign');
/** √(1 + x²). */
export const hypot1: Unary = unary('hypot1');
/** 1 − e⁻ᴰ for D ≥ 0. */
export const gammaP1: Unary = unary('gammaP1');
/** χ(D) = D − 1 + e⁻ᴰ for D ≥ 0. */
export const gammaP1Integral: Unary = unary('gammaP1Integral');
/** ψ(D) = 1 − (1 + D)e⁻ᴰ for D ≥ 0. */
export const gammaP2: Unary = unary('gammaP2');
/** t − log(1 + t) for t > −1. */
export const xMinusLog1p: Unary = unary('xMinusLog1p');

// Logic.

export const less: Binary = binary('less');
export const lessEqual: Binary = binary('lessEqual');
export const equal: Binary = binary('equal');
export const and = (x: Expression, y: Expression): Expression => apply('and', x, y);
export const or = (x: Expression, y: Expression): Expression => apply('or', x, y);
export const not = (x: Expression): Expression => apply('not', x);
export const select = (condition: Expression, x: Number, y: Number): Expression => apply('select', condition, x, y);

// Reductions and integrals.

export const sum = (x: Number, axis: Axis): Expression => reduce('sum', [asExpression(x)], axis);
export const max = (x: Number, axis: Axis): Expression => reduce('max', [asExpression(x)], axis);
export const logSumExp = (x: Number, axis: Axis): Expression => reduce('logSumExp', [asExpression(x)], axis);
/** What softmax losses gather along a row, by name: see `losses/online-softmax.ts`. */
export const onlineSoftmax = (name: string, args: readonly Expression[]): Expression =>
  reduce('onlineSoftmax', args, 'i', name);
/** What backends lower that have a way of their own to a sinh link's loss and gradient: see `links/sinh.ts`. */
export const sinhMatching = (part: 'Loss' | 'Gradient', args: readonly Expression[]): Expression =>
  apply(`sinhMatching${part}`, ...args);
/** ∫₀¹ body(t) dt, by Gauss–Legendre quadrature with as many nodes as the precision needs. */
export const integral = (body: (t: Expression) => Expression): Expression => apply('integral', body(variable('t')));

export function addAll(terms: readonly Expression[]): Expression {
  return terms.length === 0 ? constant(0) : terms.reduce((total, term) => add(total, term));
}
