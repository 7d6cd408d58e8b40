import { meaningOf } from '../operations/meaning-of.js';
import type { Expression } from './expression.js';
import { postOrder } from './traverse.js';

/** The float64 value of an expression of one variable, without integrals or reductions. */
export function valueAt(expression: Expression, place: number): number {
  const values = new Map<Expression, number>();
  for (const node of postOrder([expression])) {
    const args = node.args.map((argument) => values.get(argument) as number);
    const meaning = meaningOf(node.op);
    values.set(node, node.op === 'variable' ? place : (meaning?.(...args) ?? (node.value as number)));
  }
  return values.get(expression) as number;
}
