import { type Lowering, type Lowerings, missing } from '@lossmith/core/backend';

/** What stands for the result of an instruction: here the text of an expression. Choose what suits your stack. */
export type Value = string;

/** What lowerings need besides their arguments: how an input is called, say. */
export interface Context {
  readonly items: string;
}

const infix =
  (symbol: string): Lowering<Value, Context> =>
  ([x, y]) =>
    `(${x} ${symbol} ${y})`;

/**
 * Every primitive operation: docs/adding-a-backend.md says what each one means. Arithmetic is here as an example; replace each
 * `missing`. Then add composite operations that your stack has more accurate, or faster, than core's expansions.
 */
export const lowerings: Lowerings<Value, Context> = {
  constant: missing,
  input: missing,
  parameter: missing,
  index: missing,
  size: missing,
  add: infix('+'),
  subtract: infix('-'),
  multiply: infix('*'),
  divide: infix('/'),
  negate: ([x]) => `(-${x})`,
  absolute: missing,
  sign: missing,
  minimum: missing,
  maximum: missing,
  exp: missing,
  log: missing,
  sqrt: missing,
  power: missing,
  less: missing,
  lessEqual: missing,
  equal: missing,
  and: missing,
  or: missing,
  not: missing,
  select: missing,
  sum: missing,
  max: missing,
};
