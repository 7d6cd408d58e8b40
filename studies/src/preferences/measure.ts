import { kendallTau, orderedPairAccuracy } from '@lossmith/core/metrics';

/** Of so many items the one with the highest score is taken. */
export const CANDIDATES = 16;
const TOP = 0.1;

export interface Measures {
  /** Of pairs among the candidates of one choice, the share in the order of their true rewards. */
  readonly accuracy: number;
  /** By how much the true reward of the item taken is below that of the best candidate, on average. */
  readonly regret: number;
  /** Kendall's τ among the tenth of all items whose true rewards are highest. */
  readonly top: number;
}

function regretOf(predicted: Float64Array, rewards: Float64Array): number {
  let sum = 0;
  for (let from = 0; from < rewards.length; from += CANDIDATES) {
    const ours = predicted.subarray(from, from + CANDIDATES);
    const theirs = rewards.subarray(from, from + CANDIDATES);
    sum += Math.max(...theirs) - theirs[ours.indexOf(Math.max(...ours))]!;
  }
  return (sum * CANDIDATES) / rewards.length;
}

/** Rewards in deviations; the number of items is a multiple of the candidates. */
export function measure(predicted: Float64Array, rewards: Float64Array): Measures {
  const shape = [rewards.length / CANDIDATES, CANDIDATES];
  const highest = Array.from(rewards.keys())
    .sort((a, b) => rewards[b]! - rewards[a]!)
    .slice(0, Math.round(TOP * rewards.length));
  const top = { predicted: highest.map((k) => predicted[k]!), target: highest.map((k) => rewards[k]!) };
  return {
    accuracy: orderedPairAccuracy().evaluate({ predicted, target: rewards, shape }).mean,
    regret: regretOf(predicted, rewards),
    top: kendallTau().evaluate(top).mean,
  };
}
