/** Items of one score: they stand at the ranks start + 1, …, start + count, in an order that scores do not tell. */
export interface TieGroup {
  readonly start: number;
  readonly count: number;
  /** Σ worth of the items. */
  readonly worth: number;
}

/** The indices of scores from the highest to the lowest; equal scores keep their order. */
export function descending(scores: ArrayLike<number>): number[] {
  const order = Array.from(scores, (_, k) => k);
  // Where both are the same infinity the difference is NaN, which sorting takes for 0.
  return order.sort((a, b) => (scores[b] as number) - (scores[a] as number));
}

/** Groups of equal scores from the highest score to the lowest, each with the worth of its items added up. */
export function tieGroups(scores: ArrayLike<number>, worth: ArrayLike<number>): TieGroup[] {
  const order = descending(scores);
  const groups: TieGroup[] = [];
  for (let start = 0; start < order.length; ) {
    const score = scores[order[start] as number];
    let [end, total] = [start, 0];
    for (; end < order.length && scores[order[end] as number] === score; end += 1) {
      total += worth[order[end] as number] as number;
    }
    groups.push({ start, count: end - start, worth: total });
    start = end;
  }
  return groups;
}
