import { toTensor } from '../data/array-input.js';
import { LossmithOptionError } from '../errors/errors.js';

/** A range of scores: from ≤ score < to. */
export interface ScoreBin {
  readonly from: number;
  readonly to: number;
}

export interface BinsOption {
  /** Where one bin ends and the next begins: finite numbers that increase. Bins reach from −∞ to ∞; [] or nothing is one bin. */
  readonly edges?: readonly number[];
}

/** The edges as plain numbers. */
export function checkEdges(given: readonly number[] = []): readonly number[] {
  const edges = Array.from(toTensor('edges', given).values);
  const wrong = edges.find((edge, k) => !Number.isFinite(edge) || edge <= (edges[k - 1] ?? -Infinity));
  if (wrong === undefined) return edges;
  throw new LossmithOptionError('edges', `${wrong} is not above the edge before it, or not finite`, 'sort them');
}

export const binsOf = (edges: readonly number[]): readonly ScoreBin[] =>
  [-Infinity, ...edges].map((from, k) => ({ from, to: edges[k] ?? Infinity }));

/** The bin of a score: how many edges are at or below it, found by halving. */
export function binOf(edges: readonly number[], score: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) <= score) low = middle + 1;
    else high = middle;
  }
  return low;
}
