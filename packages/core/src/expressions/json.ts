import { describeValue } from '../errors/describe-value.js';
import { LossmithSpecError } from '../errors/errors.js';
import { meaningOf, meanings } from '../operations/meaning-of.js';
import type { Meaning } from '../operations/operation.js';
import type { OperationName } from '../operations/operation-name.js';
import { constant, rebuild, variable } from './build.js';
import type { Expression } from './expression.js';

/** An expression of one score z as JSON: a number, "z", or [operation, argument, …]. */
export type ExpressionSpec = number | 'z' | readonly [string, ...ExpressionSpec[]];

/** The score a custom link's expressions are written in. */
export const z: Expression = variable('z');

/** Whether a custom link may use the operation: every function of numbers, none that speak of classes or data. */
const isFunction = (op: string): op is OperationName => Object.hasOwn(meanings, op);

/** The value as an expression made by the builders; a function, a text or JSON is none. */
export function checkExpression(value: unknown, path: string): Expression {
  const { op, args } = (value ?? {}) as Partial<Expression>;
  if (typeof op === 'string' && Array.isArray(args)) return value as Expression;
  const what = value === undefined ? 'is missing' : `is ${describeValue(value)}, not an expression`;
  const advice = `write it with the expression builders: ${path}: expressions.tanh(expressions.z)`;
  throw new LossmithSpecError(path, what, advice);
}

export function toExpressionSpec(expression: Expression, path: string): ExpressionSpec {
  if (Number.isFinite(expression.value) && expression.op === 'constant') return expression.value as number;
  if (expression.op === 'variable' && expression.name === 'z') return 'z';
  if (!isFunction(expression.op)) {
    throw new LossmithSpecError(path, `a custom link cannot hold ${expression.op}`, 'build it from z and numbers');
  }
  return [expression.op, ...expression.args.map((argument) => toExpressionSpec(argument, path))];
}

export function fromExpressionSpec(spec: unknown, path: string): Expression {
  if (spec === 'z') return z;
  if (typeof spec === 'number' && Number.isFinite(spec)) return constant(spec);
  if (!Array.isArray(spec)) {
    throw new LossmithSpecError(path, 'not an expression', 'give a finite number, "z", or [operation, argument, …]');
  }
  const [op, ...args] = spec as unknown[];
  if (typeof op !== 'string' || !isFunction(op)) {
    throw new LossmithSpecError(`${path}[0]`, `unknown operation ${JSON.stringify(op)}`, 'use an expression builder');
  }
  const arity = (meaningOf(op) as Meaning).length;
  if (args.length !== arity) {
    throw new LossmithSpecError(path, `${op} takes ${arity} arguments, got ${args.length}`, 'give that many');
  }
  const expressions = args.map((argument, k) => fromExpressionSpec(argument, `${path}[${k + 1}]`));
  return rebuild({ op, args: expressions, axes: '' }, expressions);
}
