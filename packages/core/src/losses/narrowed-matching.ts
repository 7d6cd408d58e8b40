import { byLowering, narrow } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type { LossAndGradient } from '../links/link.js';
import { type LinkFunctions, summed } from './link-terms.js';

/**
 * The matching loss of a link, by forms that narrow values where the backend does that and a term has one. Losses that are made of matching losses take none of
 * them: a square doubles their relative error, and differences may lose more.
 */
export function narrowedMatching({ terms }: LinkFunctions, predicted: Expression, target: Expression): LossAndGradient {
  const parts = terms.map((term) => term.matching(predicted, target));
  const plain = summed(parts);
  if (parts.every(({ narrowed }) => narrowed === undefined)) return plain;
  const form = summed(parts.map((part) => part.narrowed ?? part));
  const either = (of: keyof LossAndGradient) => byLowering(narrow(form[of]), plain[of]);
  return { loss: either('loss'), gradient: either('gradient') };
}
