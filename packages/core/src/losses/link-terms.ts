import { addAll } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type { Link, LossAndGradient, Term } from '../links/link.js';
import { outermost } from './outermost.js';

/** A link as the sum of its terms. */
export interface LinkFunctions {
  h(z: Expression): Expression;
  sensitivity(z: Expression): Expression;
  /** H, up to a constant. */
  potential(z: Expression): Expression;
  /** `difference` is ŝ − s where more of it is known than their subtraction gives. */
  matching(predicted: Expression, target: Expression, difference?: Expression): LossAndGradient;
  readonly terms: readonly Term[];
}

/** Σ of the losses and gradients of several links. */
export const summed = (parts: readonly LossAndGradient[]): LossAndGradient => ({
  loss: addAll(parts.map(({ loss }) => loss)),
  gradient: addAll(parts.map(({ gradient }) => gradient)),
});

export function linkFunctions(link: Link, path: string): LinkFunctions {
  const terms = link.terms(outermost, path);
  const total = (of: (term: Term) => Expression) => addAll(terms.map(of));
  const h = (z: Expression) => total((term) => term.h(z));
  return {
    h,
    sensitivity: (z) => total((term) => term.sensitivity(z)),
    potential: (z) => total((term) => term.potential(z)),
    matching: (predicted, target, difference) =>
      summed(terms.map((term) => term.matching(predicted, target, difference))),
    terms,
  };
}
