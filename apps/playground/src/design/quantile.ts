import { quantileSorted } from 'd3-array';

/** The q-quantile of sorted numbers, between two of them in proportion. d3's types know no typed arrays, d3 does. */
export const quantile = (sorted: Float64Array, q: number): number =>
  quantileSorted(sorted as unknown as number[], q) as number;
