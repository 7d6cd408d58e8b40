import { byLowering, narrow } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type { LossAndGradient } from '../links/link.js';
import { type LinkFunctions, summed } from './link-terms.js';

/**
 * The matching loss of a link, by forms that narrow values where the backend does that and each of its terms has one: beside them, terms in float64 would be
 * written twice, for two examples and two more. For one score per example: lanes lie along the classes of a row. Losses that are made of matching losses take
 * none of these forms: a square doubles their relative error, and differences may lose more.
 */
export function narrowedMatching({ terms }: LinkFunctions, predicted: Expression, target: Expression): LossAndGradient {
  const parts = terms.map((term) => term.matching(predicted, target));
  const plain = summed(parts);
  const narrowed = parts.flatMap((part) => part.narrowed ?? []);
  if (predicted.axes !== '' || narrowed.length < parts.length) return plain;
  const form = summed(narrowed);
  const either = (of: keyof LossAndGradient) => byLowering(narrow(form[of]), plain[of]);
  return { loss: either('loss'), gradient: either('gradient') };
}
