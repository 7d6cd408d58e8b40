import { mean } from './mean.js';

/** Neighbouring scores at which a link is flat. */
export interface FlatRange {
  /** The smallest and the largest of them. */
  readonly from: number;
  readonly to: number;
  /** Their share of all scores. */
  readonly scores: number;
}

/** Under that part of the mean sensitivity a loss hardly sees an error. */
const flatness = 1e-3;

/** Runs of sorted scores whose sensitivity is under a thousandth of the mean. */
export function flatRanges(sorted: Float64Array, sensitivity: Float64Array): readonly FlatRange[] {
  const bound = flatness * mean(sensitivity);
  const ranges: { from: number; to: number; scores: number }[] = [];
  let open = false;
  sorted.forEach((score, k) => {
    const isFlat = (sensitivity[k] as number) <= bound;
    const last = ranges.at(-1);
    if (isFlat && open && last !== undefined) {
      last.to = score;
      last.scores += 1 / sorted.length;
    } else if (isFlat) ranges.push({ from: score, to: score, scores: 1 / sorted.length });
    open = isFlat;
  });
  return ranges;
}
