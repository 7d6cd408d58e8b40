import { tieGroups } from './tie-groups.js';

/** What a rank is worth: 1/log₂(1 + rank), rank = 1, 2, … (Järvelin & Kekäläinen 2002, in the form of Burges et al. 2005). */
export const discountOf = (rank: number): number => 1 / Math.log2(1 + rank);

/** Σ of the discounts of the ranks start + 1 … start + count, those beyond k left out. */
function discounts(start: number, count: number, k: number): number {
  let total = 0;
  for (let rank = start + 1; rank <= Math.min(start + count, k); rank += 1) total += discountOf(rank);
  return total;
}

/**
 * DCG = Σ gain·discount(rank) over ranks ≤ k. Tied items share their ranks: each has the mean of their discounts, which is
 * the exact expectation over the orders of the tied items (McSherry & Najork 2008).
 */
export function discountedGain(predicted: ArrayLike<number>, gains: ArrayLike<number>, k: number): number {
  let total = 0;
  for (const { start, count, worth } of tieGroups(predicted, gains)) {
    total += (worth / count) * discounts(start, count, k);
  }
  return total;
}

/** The DCG of the best order, which is that of the gains. */
export function idealGain(gains: Float64Array, k: number): number {
  const ascending = gains.slice().sort();
  let total = 0;
  for (let rank = 1; rank <= Math.min(gains.length, k); rank += 1) {
    total += (ascending[gains.length - rank] as number) * discountOf(rank);
  }
  return total;
}
