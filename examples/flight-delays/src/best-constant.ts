import { evaluateLink, invert } from '@lossmith/tfjs';
import type { Contender } from './contenders.js';
import { exampleWeights } from './example-weights.js';

/**
 * What a model that sees no features should predict: the h-mean h⁻¹(Σ w·h(s) / Σ w). Every model is drawn towards it, the
 * more the less its features tell.
 */
export function bestConstant(contender: Contender, scores: readonly number[]): number {
  const { output } = evaluateLink(contender.link, scores);
  const weights = exampleWeights(contender, scores);
  const mean = output.reduce((sum, value, index) => sum + value * (weights?.[index] ?? 1), 0) / scores.length;
  return invert(contender.link, [mean])[0]!;
}
