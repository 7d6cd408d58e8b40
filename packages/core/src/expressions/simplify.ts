import { rebuild } from './build.js';
import type { Expression } from './expression.js';
import { rewrite } from './traverse.js';

/** The expression with every node in its simplest form. Builders simplify as they go; this is for trees read from elsewhere. */
export function simplify(expression: Expression): Expression {
  return rewrite([expression], rebuild)[0] as Expression;
}
