/** Formulas as text and LaTeX. Entry point '@lossmith/core/print', apart because programs that only train have no use for it. */
import { describeValue } from './errors/describe-value.js';
import { LossmithOptionError } from './errors/errors.js';
import { constant, exp, multiply } from './expressions/build.js';
import { type Expression, isConstant } from './expressions/expression.js';
import { printLatex, printText } from './expressions/print.js';
import { rewrite, withArguments } from './expressions/traverse.js';
import type { AnyFamily } from './losses/family.js';
import { checkLoss, type Loss } from './losses/loss.js';
import { formulaOf } from './losses/printing.js';
import type { Precision } from './operations/operation.js';

export { printLatex, printText };

/** x·0, which is there for a NaN. */
const isNothing = ({ op, args }: Expression) => op === 'multiply' && isConstant(args[1] as Expression, 0);

/** The expression without the care that only evaluation needs, in the form that arithmetic of this precision takes. */
export function plainForm(expression: Expression, precision: Precision): Expression {
  const replaced = (node: Expression, args: readonly Expression[]): Expression => {
    const [x, y] = args as [Expression, Expression];
    if (node.op === 'byPrecision') return precision === 'float64' ? x : y;
    if (node.op === 'byArithmetic') return x;
    if (node.op === 'byLowering') return y;
    if (node.op === 'scaled') return multiply(x, y);
    if (node.op === 'add' && isNothing(y)) return x;
    if (node.op === 'add' && isConstant(x, 0)) return y;
    return node.op === 'boundedExp' ? exp(x) : withArguments(node, args);
  };
  return rewrite([expression], replaced)[0] as Expression;
}

/** That of float64, with numbers for parameters. */
function readable(expression: Expression): Expression {
  const numbers = (node: Expression, args: readonly Expression[]): Expression =>
    node.op === 'parameter' ? constant(node.value as number) : withArguments(node, args);
  return plainForm(rewrite([expression], numbers)[0] as Expression, 'float64');
}

const printers: { readonly [notation: string]: typeof printText } = { text: printText, latex: printLatex };

/**
 * The formulas of a loss and of its gradient as one would write them by hand. Losses know theirs, but for those of your own that a definition without
 * a formula has made: give their families as `known`, or they are printed as they are evaluated.
 */
export function printLoss(
  loss: Loss,
  notation: 'text' | 'latex' = 'text',
  known: readonly AnyFamily[] = [],
): { loss: string; gradient: string } {
  checkLoss(loss);
  const print = printers[notation];
  if (print === undefined) {
    const what = `${describeValue(notation)} is unknown`;
    throw new LossmithOptionError('notation', what, "use 'text' or 'latex'");
  }
  const formula = formulaOf(loss, known) ?? loss.expressions.loss;
  return { loss: print(readable(formula)), gradient: print(readable(loss.plainGradient)) };
}
