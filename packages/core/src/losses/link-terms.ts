import { addAll } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type { Both, Link, LossAndGradient, Term, ValueAndSlope } from '../links/link.js';
import { outermost } from './outermost.js';

/** A link as the sum of its terms. */
export interface LinkFunctions {
  h(z: Expression): Expression;
  sensitivity(z: Expression): Expression;
  /** H, up to a constant. */
  potential(z: Expression): Expression;
  /** `difference` is ŝ − s where more of it is known than their subtraction gives. */
  matching(predicted: Expression, target: Expression, difference?: Expression): LossAndGradient;
  /** h and h' at two scores that are compared. */
  both(predicted: Expression, target: Expression): Both<ValueAndSlope>;
  readonly terms: readonly Term[];
}

const bothOf = (term: Term, predicted: Expression, target: Expression): Both<ValueAndSlope> => {
  const at = (z: Expression) => ({ h: term.h(z), sensitivity: term.sensitivity(z) });
  return term.both?.(predicted, target) ?? { predicted: at(predicted), target: at(target) };
};

const summedValues = (parts: readonly ValueAndSlope[]): ValueAndSlope => ({
  h: addAll(parts.map(({ h }) => h)),
  sensitivity: addAll(parts.map(({ sensitivity }) => sensitivity)),
});

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
    both: (predicted, target) => {
      const parts = terms.map((term) => bothOf(term, predicted, target));
      return {
        predicted: summedValues(parts.map((part) => part.predicted)),
        target: summedValues(parts.map((part) => part.target)),
      };
    },
    terms,
  };
}
