import { isLate } from './region.js';

export interface Metrics {
  readonly regionRmse: number;
  readonly restRmse: number;
  readonly falseAlarms: number;
  readonly found: number;
  readonly auc: number;
}

export type Keep = (observed: number) => boolean;

/** Root mean square error over the flights whose observed score passes `keep`. */
export function rmse(predicted: ArrayLike<number>, observed: readonly number[], keep: Keep): number {
  const squares = observed.flatMap((score, index) => (keep(score) ? [(predicted[index]! - score) ** 2] : []));
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

/** Among the flights whose observed score passes `keep`, the share predicted inside the region. */
export function shareFlagged(predicted: ArrayLike<number>, observed: readonly number[], keep: Keep): number {
  const flags = observed.flatMap((score, index) => (keep(score) ? [isLate(predicted[index]!)] : []));
  return flags.filter(Boolean).length / flags.length;
}

/** The chance that a random positive scores above a random negative, ties counting half: Mann–Whitney U by mid-ranks. */
export function auc(scores: ArrayLike<number>, isPositive: (index: number) => boolean): number {
  const order = Array.from(scores, (_, index) => index).sort((a, b) => scores[a]! - scores[b]!);
  let positives = 0;
  let rankSum = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end++;
    const tied = order.slice(start, end).filter(isPositive).length;
    positives += tied;
    rankSum += (tied * (start + 1 + end)) / 2;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (order.length - positives));
}

export function measure(predicted: ArrayLike<number>, observed: readonly number[]): Metrics {
  const isOnTime: Keep = (score) => !isLate(score);
  return {
    regionRmse: rmse(predicted, observed, isLate),
    restRmse: rmse(predicted, observed, isOnTime),
    falseAlarms: shareFlagged(predicted, observed, isOnTime),
    found: shareFlagged(predicted, observed, isLate),
    auc: auc(predicted, (index) => isLate(observed[index]!)),
  };
}
