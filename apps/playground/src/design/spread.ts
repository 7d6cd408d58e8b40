import { steps, type View } from './curves.js';
import { quantile } from './quantile.js';

export const bins = 40;

/** How many scores lie in each of the bins of a view; those outside are in none. */
export interface Counts {
  readonly view: View;
  readonly counts: Float64Array;
}

const sortedOf = new WeakMap<Float64Array, Float64Array>();

export function sorted(scores: Float64Array): Float64Array {
  const known = sortedOf.get(scores) ?? Float64Array.from(scores).sort();
  sortedOf.set(scores, known);
  return known;
}

/** The range of all scores but the outermost 0.4 %, and a little beyond. */
export function viewOf(scores: Float64Array): View {
  const ordered = sorted(scores);
  const [low, high] = [quantile(ordered, 0.002), quantile(ordered, 0.998)];
  const margin = 0.08 * (high - low) || 1;
  return { from: low - margin, to: high + margin };
}

export function countsOf(scores: Float64Array, view: View): Counts {
  const counts = new Float64Array(bins);
  const scale = bins / (view.to - view.from);
  for (const score of scores) {
    const bin = Math.floor((score - view.from) * scale);
    if (bin >= 0 && bin < bins) counts[bin] = (counts[bin] as number) + 1;
  }
  return { view, counts };
}

/** Shares of the scores by bin, and of Σ h', where the sensitivity of a bin is that in its middle. */
export function spreadOf({ counts }: Counts, sensitivity: Float64Array) {
  const middle = (bin: number) => sensitivity[(bin + 0.5) * (steps / bins)] as number;
  const curvature = counts.map((count, bin) => count * middle(bin));
  const shares = (values: Float64Array) => {
    const total = values.reduce((sum, value) => sum + value, 0);
    return total > 0 ? values.map((value) => value / total) : values;
  };
  return { scores: shares(counts), curvature: shares(curvature) };
}
