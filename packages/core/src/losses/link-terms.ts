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
  matching(predicted: Expression, target: Expression): LossAndGradient;
  sensitivityMatching(predicted: Expression, target: Expression): LossAndGradient;
  readonly terms: readonly Term[];
}

export function linkFunctions(link: Link, path: string): LinkFunctions {
  const terms = link.terms(outermost, path);
  const total = (of: (term: Term) => Expression) => addAll(terms.map(of));
  const h = (z: Expression) => total((term) => term.h(z));
  const matchings = (of: (term: Term) => LossAndGradient): LossAndGradient => {
    const parts = terms.map(of);
    return { loss: addAll(parts.map(({ loss }) => loss)), gradient: addAll(parts.map(({ gradient }) => gradient)) };
  };
  return {
    h,
    sensitivity: (z) => total((term) => term.sensitivity(z)),
    potential: (z) => total((term) => term.potential(z)),
    matching: (predicted, target) => matchings((term) => term.matching(predicted, target)),
    sensitivityMatching: (predicted, target) => matchings((term) => term.sensitivityMatching(predicted, target)),
    terms,
  };
}
