import { quantile } from '../design/quantile.js';
import type { Region } from '../state/state.js';

/** Errors of a model over the scores of one bin, in units of the score. */
export interface Residual {
  /** The mean of the observed scores. */
  readonly score: number;
  readonly count: number;
  /** The mean of ŝ − s. */
  readonly bias: number;
  /** √ of the mean of (ŝ − s)². */
  readonly rmse: number;
}

const binCount = 12;

/** Edges that give each bin as many scores, but for equal ones. */
export function binEdges(scores: Float64Array): readonly number[] {
  const ordered = Float64Array.from(scores).sort();
  const edges = Array.from({ length: binCount - 1 }, (_, k) => quantile(ordered, (k + 1) / binCount));
  return [...new Set(edges)];
}

function residualOf(picked: readonly number[], predicted: Float64Array, observed: Float64Array): Residual {
  const mean = (of: (k: number) => number) => picked.reduce((sum, k) => sum + of(k), 0) / picked.length;
  const error = (k: number) => (predicted[k] as number) - (observed[k] as number);
  return {
    score: mean((k) => observed[k] as number),
    count: picked.length,
    bias: mean(error),
    rmse: Math.sqrt(mean((k) => error(k) ** 2)),
  };
}

/** Errors by bins of the observed score. */
export function residuals(
  predicted: Float64Array,
  observed: Float64Array,
  edges: readonly number[],
): readonly Residual[] {
  const places: number[][] = Array.from({ length: edges.length + 1 }, () => []);
  observed.forEach((score, k) => {
    const bin = edges.findIndex((edge) => score < edge);
    places[bin < 0 ? edges.length : bin]?.push(k);
  });
  return places.filter((picked) => picked.length > 0).map((picked) => residualOf(picked, predicted, observed));
}

/** Root mean square errors inside the region and outside; undefined where nothing lies there. */
export function errorsByRegion(predicted: Float64Array, observed: Float64Array, { from, to }: Region) {
  const isInside = (score: number) => (from === null || from <= score) && (to === null || score < to);
  const all = Array.from(observed, (_, k) => k);
  const rmse = (wanted: boolean) => {
    const picked = all.filter((k) => isInside(observed[k] as number) === wanted);
    return picked.length === 0 ? undefined : residualOf(picked, predicted, observed).rmse;
  };
  return { inside: rmse(true), outside: rmse(false) };
}
