import { quantile, square } from './survey.js';
import type { Terrain } from './terrain.js';

/** Root mean square errors in metres, NaN over no cells. The demo's are over cells that were not surveyed. */
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

/** Over some cells alone. */
export function errorsOver(predicted: ArrayLike<number>, terrain: Terrain, cells: readonly number[]): Errors {
  const { heights } = terrain;
  const edge = edgeOf(terrain);
  const over = (counts: (cell: number) => boolean) => {
    const squares = cells.filter(counts).map((cell) => square(predicted[cell]! - heights[cell]!));
    return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
  };
  return {
    matters: over((cell) => heights[cell]! >= edge || predicted[cell]! >= edge),
    highest: over((cell) => heights[cell]! >= edge),
    rest: over((cell) => heights[cell]! < edge),
  };
}

export function errorsOf(predicted: ArrayLike<number>, terrain: Terrain, surveyed: Int32Array): Errors {
  const known = new Set(surveyed);
  const unknown = Array.from(terrain.heights.keys()).filter((cell) => !known.has(cell));
  return errorsOver(predicted, terrain, unknown);
}
