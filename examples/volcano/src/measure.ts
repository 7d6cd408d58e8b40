import { quantile, square } from './survey.js';
import type { Terrain } from './terrain.js';

/** Root mean square errors in metres, over cells that were not surveyed; NaN over none. */
export interface Errors {
  /** Cells that are in the highest tenth or are predicted there. */
  readonly matters: number;
  /** Cells that are in the highest tenth. */
  readonly highest: number;
  /** The other nine tenths. */
  readonly rest: number;
}

/** The height, in metres, at and above which the highest tenth of the map lies. */
export const edgeOf = ({ heights }: Terrain): number => quantile(heights, 0.9);

export function errorsOf(predicted: ArrayLike<number>, terrain: Terrain, surveyed: Int32Array): Errors {
  const { heights } = terrain;
  const edge = edgeOf(terrain);
  const known = new Set(surveyed);
  const unknown = heights.map((_, cell) => cell).filter((cell) => !known.has(cell));
  const over = (counts: (cell: number) => boolean) => {
    const squares = unknown.filter(counts).map((cell) => square(predicted[cell]! - heights[cell]!));
    return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
  };
  return {
    matters: over((cell) => heights[cell]! >= edge || predicted[cell]! >= edge),
    highest: over((cell) => heights[cell]! >= edge),
    rest: over((cell) => heights[cell]! < edge),
  };
}
