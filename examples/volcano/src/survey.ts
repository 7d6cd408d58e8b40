import { shuffledIndices } from '@lossmith-examples/flight-delays/shuffle';
import type { Terrain } from './terrain.js';

export const SURVEYED = 300;

/** What is known of the mountain: some of its cells, and how to turn their heights into scores. */
export interface Survey {
  readonly cells: Int32Array;
  /** (height − mean) / standard deviation, both of the surveyed heights. */
  readonly scores: Float64Array;
  readonly mean: number;
  readonly deviation: number;
  /** The score above which a tenth of the surveyed points lie. */
  readonly edge: number;
}

/** Powers differ in the last digit from one version of Node to the next, products do not. */
export const square = (value: number): number => value * value;

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Cells drawn without replacement, in an order that the seed alone decides. */
export const surveyOf = (terrain: Terrain, seed: number): Survey =>
  surveyAt(terrain, shuffledIndices(terrain.heights.length, seed).slice(0, SURVEYED));

/** A cell may be there several times. */
export function surveyAt({ heights }: Terrain, cells: Int32Array): Survey {
  const known = Array.from(cells, (cell) => heights[cell]!);
  const mean = average(known);
  const deviation = Math.sqrt(average(known.map((height) => square(height - mean))));
  const scores = Float64Array.from(known, (height) => (height - mean) / deviation);
  return { cells, scores, mean, deviation, edge: quantile(scores, 0.9) };
}

/** The value that a share of the others is below; between two of them, linearly (type 7 of Hyndman & Fan 1996). */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Array.from(values).sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!);
}
