import type { OperationName } from '../operations/operation-name.js';
import type { Axes, Axis, Expression } from './expression.js';
import { unionAxes, withoutAxis } from './expression.js';
import { simplified } from './simplify.js';

type Number = Expression | number;

function node(op: OperationName, args: readonly Expression[], axes: Axes, extra: Partial<Expression> = {}): Expression {
  return Object.freeze({ op, args: Object.freeze(args), axes, ...extra });
}

/** A node over the given arguments, in its simplest form. The way every builder below makes one. */
function apply(op: OperationName, ...args: Number[]): Expression {
  const expressions = args.map(asExpression);
  const plain = node(op, expressions, unionAxes(expressions.map(({ axes }) => axes)));
  return simplified(plain);
}

function reduce(op: 'sum' | 'max' | 'logSumExp', x: Expression, axis: Axis): Expression {
  if (x.axes.includes(axis)) return node(op, [x], withoutAxis(x.axes, axis), { axis });
  if (op === 'max') return x;
  return op === 'sum' ? multiply(x, size(axis)) : add(x, log(size(axis)));
}

/** The same operation over other arguments. */
export function rebuild(original: Expression, args: readonly Expression[]): Expression {
  const { op, axis } = original;
  if (op === 'sum' || op === 'max' || op === 'logSumExp') return reduce(op, args[0] as Expression, axis as Axis);
  return args.length === 0 ? original : apply(op, ...args);
}

export function asExpression(value: Number): Expression {
  return typeof value === 'number' ? constant(value) : value;
}

// Leaves.

export function constant(value: number): Expression {
  return node('constant', [], '', { value });
}
/** A value given with the data, by name; one per example, or per class along its axes. */
export function input(name: string, axes: Axes = ''): Expression {
  return node('input', [], axes, { name });
}
/** A number that may be given at call time; `value` is what holds otherwise. */
export function parameter(name: string, value: number): Expression {
  return node('parameter', [], '', { name, value });
}
/** The variable an `integral` runs over, or the score of a custom link. */
export function variable(name: string): Expression {
  return node('variable', [], '', { name });
}
export function index(axis: Axis): Expression {
  return node('index', [], axis, { axis });
}
export function size(axis: Axis): Expression {
  return node('size', [], '', { axis });
}

// Arithmetic.

export const add = (x: Number, y: Number): Expression => apply('add', x, y);
export const subtract = (x: Number, y: Number): Expression => apply('subtract', x, y);
export const multiply = (x: Number, y: Number): Expression => apply('multiply', x, y);
export const divide = (x: Number, y: Number): Expression => apply('divide', x, y);
export const negate = (x: Number): Expression => apply('negate', x);
export const absolute = (x: Number): Expression => apply('absolute', x);
export const sign = (x: Number): Expression => apply('sign', x);
export const minimum = (x: Number, y: Number): Expression => apply('minimum', x, y);
export const maximum = (x: Number, y: Number): Expression => apply('maximum', x, y);
export const square = (x: Expression): Expression => multiply(x, x);
/** min(x, c) where NaN reaches the result by another way. */
export const cap = (x: Number, c: Number): Expression => apply('cap', x, c);
/** z − c; an inexact constant c is split in two, so that the difference keeps its digits beside c. */
export const offset = (z: Number, c: Number): Expression => apply('offset', z, c);

/** The same value in two ways: `double` keeps its digits in float64, `single` in float32. */
export const byPrecision = (double: Expression, single: Expression): Expression => apply('byPrecision', double, single);

// Functions.

export const exp = (x: Number): Expression => apply('exp', x);
export const log = (x: Number): Expression => apply('log', x);
export const sqrt = (x: Number): Expression => apply('sqrt', x);
export const power = (x: Number, y: Number): Expression => apply('power', x, y);
export const boundedExp = (x: Number): Expression => apply('boundedExp', x);
export const expm1 = (x: Number): Expression => apply('expm1', x);
export const log1p = (x: Number): Expression => apply('log1p', x);
export const sigmoid = (x: Number): Expression => apply('sigmoid', x);
export const softplus = (x: Number): Expression => apply('softplus', x);
export const tanh = (x: Number): Expression => apply('tanh', x);
export const sinh = (x: Number): Expression => apply('sinh', x);
export const cosh = (x: Number): Expression => apply('cosh', x);
export const asinh = (x: Number): Expression => apply('asinh', x);
export const arctan = (x: Number): Expression => apply('arctan', x);
export const tan = (x: Number): Expression => apply('tan', x);
export const erf = (x: Number): Expression => apply('erf', x);
export const erfc = (x: Number): Expression => apply('erfc', x);
/** ∫ₓ^∞ erfc(z) dz. */
export const erfcIntegral = (x: Number): Expression => apply('erfcIntegral', x);
export const softsign = (x: Number): Expression => apply('softsign', x);
/** √(1 + x²). */
export const hypotenuse = (x: Number): Expression => apply('hypotenuse', x);
/** 1 − e⁻ᴰ for D ≥ 0. */
export const saturation = (x: Number): Expression => apply('saturation', x);
/** χ(D) = D − 1 + e⁻ᴰ for D ≥ 0. */
export const chi = (x: Number): Expression => apply('chi', x);
/** ψ(D) = 1 − (1 + D)e⁻ᴰ for D ≥ 0. */
export const psi = (x: Number): Expression => apply('psi', x);
/** t − log(1 + t) for t > −1. */
export const log1pGap = (x: Number): Expression => apply('log1pGap', x);

// Logic.

export const less = (x: Number, y: Number): Expression => apply('less', x, y);
export const lessEqual = (x: Number, y: Number): Expression => apply('lessEqual', x, y);
export const equal = (x: Number, y: Number): Expression => apply('equal', x, y);
export const and = (x: Expression, y: Expression): Expression => apply('and', x, y);
export const or = (x: Expression, y: Expression): Expression => apply('or', x, y);
export const not = (x: Expression): Expression => apply('not', x);
export const select = (condition: Expression, x: Number, y: Number): Expression => apply('select', condition, x, y);

// Reductions and integrals.

export const sum = (x: Number, axis: Axis): Expression => reduce('sum', asExpression(x), axis);
export const max = (x: Number, axis: Axis): Expression => reduce('max', asExpression(x), axis);
export const logSumExp = (x: Number, axis: Axis): Expression => reduce('logSumExp', asExpression(x), axis);
/** ∫₀¹ body(t) dt, by Gauss–Legendre quadrature with as many nodes as the precision needs. */
export const integral = (body: (t: Expression) => Expression): Expression => apply('integral', body(variable('t')));

export function addAll(terms: readonly Expression[]): Expression {
  return terms.length === 0 ? constant(0) : terms.reduce((total, term) => add(total, term));
}
