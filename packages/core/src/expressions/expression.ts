import type { OperationName } from '../operations/operation-name.js';

/**
 * The axes an expression varies along, besides the batch that every input has: none (one value per example),
 * the class `i`, a second class `j`, or the pair `i,j`.
 */
export type Axes = '' | 'i' | 'j' | 'ij';
export type Axis = 'i' | 'j';

/** A node of an expression: plain frozen data, shared freely, never changed. */
export interface Expression {
  readonly op: OperationName;
  readonly args: readonly Expression[];
  readonly axes: Axes;
  /** The number of a `constant`, the default of a `parameter`. */
  readonly value?: number;
  /** The name of an `input`, `parameter` or `variable`. */
  readonly name?: string;
  /** The axis a reduction removes, or the one that `index` and `size` speak of. */
  readonly axis?: Axis;
}

/** The axes of a result that combines these. */
export function unionAxes(all: readonly Axes[]): Axes {
  const has = (axis: Axis) => all.some((axes) => axes.includes(axis));
  return `${has('i') ? 'i' : ''}${has('j') ? 'j' : ''}` as Axes;
}

export function withoutAxis(axes: Axes, axis: Axis): Axes {
  return axes.replace(axis, '') as Axes;
}

export function isConstant(expression: Expression, value?: number): boolean {
  return expression.op === 'constant' && (value === undefined || Object.is(expression.value, value));
}
