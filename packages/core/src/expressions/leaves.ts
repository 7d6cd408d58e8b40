import type { OperationName } from '../operations/operation-name.js';
import type { Axes, Axis, Expression } from './expression.js';

/** A node as it is, frozen. */
export function node(
  op: OperationName,
  args: readonly Expression[],
  axes: Axes,
  extra: Partial<Expression> = {},
): Expression {
  return Object.freeze({ op, args: Object.freeze(args), axes, ...extra });
}

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
