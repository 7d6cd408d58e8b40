import type { Loss } from '@lossmith/core';
import { plainForm, printText } from '@lossmith/core/print';

type Expression = Loss['plainGradient'];

/** More is not read: the gradient of 40 knots has 170,000 characters. */
const mostNodes = 300;

/** How many nodes an expression has when it is written out, where what it shares stands once for every use. */
function writtenNodes(expression: Expression, known = new Map<Expression, number>()): number {
  const before = known.get(expression);
  if (before !== undefined) return before;
  const count = expression.args.reduce((total, argument) => total + writtenNodes(argument, known), 1);
  known.set(expression, count);
  return count;
}

/** What stands above the code: the loss, and its gradient as one would write it by hand. */
export function headComment(
  loss: Loss,
  { outputs, reduction }: { readonly outputs: readonly string[]; readonly reduction: string },
): readonly string[] {
  const gradient = plainForm(loss.plainGradient, 'float32');
  return [
    `Lossmith: ${outputs.join(', ')}; reduction: ${reduction}; of`,
    JSON.stringify(loss.spec),
    ...(writtenNodes(gradient) > mostNodes
      ? []
      : [`∂loss/∂ŝ = ${printText(gradient)}`, 'in a form that keeps its digits.']),
  ];
}
