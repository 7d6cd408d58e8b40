/** Formulas as text and LaTeX. Entry point '@lossmith/core/print', apart because programs that only train have no use for it. */
import {
  addAll,
  constant,
  divide,
  equal,
  exp,
  index,
  input,
  log,
  logSumExp,
  multiply,
  negate,
  parameter,
  select,
  subtract,
  sum,
} from './expressions/build.js';
import type { Expression } from './expressions/expression.js';
import { printLatex, printText } from './expressions/print.js';
import { rewrite, withArguments } from './expressions/traverse.js';
import { identity } from './links/identity.js';
import type { Link, Term } from './links/link.js';
import { type Loss, outermost } from './losses/loss.js';
import type { CompositeSoftmaxSpec, MatchingSpec, SoftmaxSpec } from './losses/loss-spec.js';
import { readLink } from './parse-loss.js';

export { printLatex, printText };

const total = (link: Link, path: string, of: (term: Term) => Expression) => addAll(link.terms(outermost, path).map(of));

/** H(ŝ) − H(s) − (ŝ − s)·h(s), summed over classes; with output targets H(ŝ) − yŝ, which leaves out H*(y). */
function matchingFormula({ kind, target, link: spec }: MatchingSpec): Expression {
  const axes = kind === 'perClass' ? 'i' : '';
  const [predicted, observed] = [input('predicted', axes), input('target', axes)];
  const link = readLink(spec, 'link');
  const H = (z: Expression) => total(link, 'link', (term) => term.potential(z));
  const rise = multiply(
    subtract(predicted, observed),
    total(link, 'link', (term) => term.h(observed)),
  );
  const fromScore = subtract(subtract(H(predicted), H(observed)), rise);
  const entry = target === 'output' ? subtract(H(predicted), multiply(observed, predicted)) : fromScore;
  return axes === '' ? entry : sum(entry, 'i');
}

/** The row losses in terms of U = T/τ and log q = U − log Σ e^U. */
function rowFormula(spec: SoftmaxSpec | CompositeSoftmaxSpec): Expression {
  const transform = spec.kind === 'softmax' ? identity() : readLink(spec.transform, 'transform');
  const temperature = parameter('temperature', spec.temperature ?? 1);
  const over = (x: Expression) => divide(x, temperature);
  const U = (z: Expression) => over(total(transform, 'transform', (term) => term.h(z)));
  const logQ = (z: Expression) => subtract(U(z), logSumExp(U(z), 'i'));
  const [predicted, observed] = [input('predicted', 'i'), input('target', 'i')];
  if (spec.target === 'label') {
    return negate(sum(select(equal(index('i'), input('target')), logQ(predicted), 0), 'i'));
  }
  if (spec.target === 'probability') return sum(multiply(observed, subtract(log(observed), logQ(predicted))), 'i');
  if (spec.kind === 'softmax' || spec.form === 'divergence') {
    return sum(multiply(exp(logQ(observed)), subtract(logQ(observed), logQ(predicted))), 'i');
  }
  const slope = over(total(transform, 'transform', (term) => term.sensitivity(observed)));
  const rise = sum(multiply(multiply(subtract(predicted, observed), slope), exp(logQ(observed))), 'i');
  return subtract(subtract(logSumExp(U(predicted), 'i'), logSumExp(U(observed), 'i')), rise);
}

/** Numbers for parameters, and none of the care that only evaluation needs. */
function readable(expression: Expression): Expression {
  const replaced = (node: Expression, args: readonly Expression[]): Expression => {
    const [x] = args as [Expression];
    if (node.op === 'parameter') return constant(node.value as number);
    if (node.op === 'byPrecision' || node.op === 'byArithmetic') return x;
    if (node.op === 'scaled') return multiply(x, args[1] as Expression);
    return node.op === 'boundedExp' ? exp(x) : withArguments(node, args);
  };
  return rewrite([expression], replaced)[0] as Expression;
}

/** The formulas of a loss and of its gradient as one would write them by hand. */
export function printLoss(loss: Loss, notation: 'text' | 'latex' = 'text'): { loss: string; gradient: string } {
  const print = notation === 'text' ? printText : printLatex;
  const { spec } = loss;
  const scalar = spec.kind === 'matching' || spec.kind === 'perClass';
  const formula = scalar ? matchingFormula(spec as MatchingSpec) : rowFormula(spec as CompositeSoftmaxSpec);
  return { loss: print(readable(formula)), gradient: print(readable(loss.plainGradient)) };
}
