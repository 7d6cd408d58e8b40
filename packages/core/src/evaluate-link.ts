import { type ArrayInput, toTensor } from './data/array-input.js';
import { addAll, input } from './expressions/build.js';
import type { Expression } from './expressions/expression.js';
import type { Link, Term } from './links/link.js';
import { checkLink } from './links/sum.js';
import { outermost } from './losses/outermost.js';
import { evaluateOutputs } from './reference/evaluate-outputs.js';

/** Values of a link at given scores, flat, in float64. */
export interface LinkValues {
  /** h(z). */
  readonly output: Float64Array;
  /** h'(z); at a kink the value to its right. */
  readonly sensitivity: Float64Array;
  /** H(z), up to a constant. */
  readonly potential: Float64Array;
}

/** A link, its sensitivity and its potential at the given scores. */
export function evaluateLink(link: Link, scores: ArrayInput): LinkValues {
  const { values } = toTensor('scores', scores);
  const terms = checkLink(link, 'link').terms(outermost, 'link');
  const z = input('z');
  const total = (of: (term: Term) => Expression) => ({ expression: addAll(terms.map(of)), axes: '' as const });
  const outputs = {
    output: total((term) => term.h(z)),
    sensitivity: total((term) => term.sensitivity(z)),
    potential: total((term) => term.potential(z)),
  };
  return evaluateOutputs(outputs, { examples: values.length, items: 1, data: { z: values } }) as unknown as LinkValues;
}
