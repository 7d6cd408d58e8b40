import { quantile, square } from '@lossmith-examples/volcano/survey';

/** The share of points that matters: the highest. */
export const SHARE = 0.05;

export interface Measures {
  /** Of the 5 % that are predicted highest, the share that is among the 5 % highest. */
  readonly precision: number;
  /** Root mean square error over points in the highest 5 % or predicted above their edge. */
  readonly inside: number;
  /** Root mean square error over all other points. */
  readonly outside: number;
}

const highest = (scores: Float64Array): number[] =>
  Array.from(scores.keys())
    .sort((a, b) => scores[b]! - scores[a]!)
    .slice(0, Math.round(SHARE * scores.length));

/** In the unit of the scores. */
export function measure(predicted: Float64Array, scores: Float64Array): Measures {
  const edge = quantile(scores, 1 - SHARE);
  const sums = { inside: 0, outside: 0 };
  const counts = { inside: 0, outside: 0 };
  for (let point = 0; point < scores.length; point += 1) {
    const place = scores[point]! >= edge || predicted[point]! >= edge ? 'inside' : 'outside';
    sums[place] += square(predicted[point]! - scores[point]!);
    counts[place] += 1;
  }
  const wanted = new Set(highest(scores));
  const found = highest(predicted).filter((point) => wanted.has(point)).length;
  return {
    precision: found / wanted.size,
    inside: Math.sqrt(sums.inside / counts.inside),
    outside: Math.sqrt(sums.outside / counts.outside),
  };
}
