import { evaluateLink } from '@lossmith/tfjs';
import type { Contender } from './contenders.js';

/** Weights of mean 1 for a reweighted contender, nothing for the others. */
export function exampleWeights(contender: Contender, scores: readonly number[]): Float32Array | undefined {
  if (contender.weightsFrom === undefined) return undefined;
  const { sensitivity } = evaluateLink(contender.weightsFrom, scores);
  const mean = sensitivity.reduce((sum, value) => sum + value, 0) / scores.length;
  return Float32Array.from(sensitivity, (value) => value / mean);
}
