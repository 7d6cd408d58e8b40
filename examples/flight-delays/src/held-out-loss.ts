import { evaluate, losses } from '@lossmith/tfjs';
import type { Contender } from './contenders.js';
import { exampleWeights } from './example-weights.js';

/** The mean of the contender's loss, evaluated in float64. */
export function heldOutLoss(contender: Contender, predicted: Float32Array, target: readonly number[]): number {
  const weight = exampleWeights(contender, target);
  const data = { predicted, target, ...(weight && { weight }) };
  return evaluate(losses.matching(contender.link), data, { reduction: 'mean' }).loss[0]!;
}
