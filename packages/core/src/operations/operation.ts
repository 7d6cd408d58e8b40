import type { Expression } from '../expressions/expression.js';

/** The precision of a program's results. Its arithmetic has at least this precision. */
export type Precision = 'float32' | 'float64';

export type Interval = readonly [from: number, to: number];

/** The value of an operation in float64, logical ones as 0 and 1; its length is the number of arguments. */
export type Meaning = (...args: number[]) => number;

/** Partial derivatives by each argument; `undefined` where it is zero. */
export type Derivative = (args: readonly Expression[], node: Expression) => readonly (Expression | undefined)[];

/** What there is to know of one operation. */
export interface Operation {
  /** Leaves and reductions, which are not functions of numbers alone, have none. */
  readonly meaning?: Meaning;
  readonly derivative?: Derivative;
}

/** A composite operation written in simpler ones, accurate for the given precision over its whole domain. */
export type Expansion = (
  args: readonly Expression[],
  precision: Precision,
  node: Expression,
  arithmetic: Precision,
) => Expression;
