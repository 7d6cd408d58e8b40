import type { Features } from './features.js';
import { pickRows } from './features.js';

const sumOf = (row: Float32Array) => row.reduce((sum, x) => sum + x, 0);

/** Rows by their list, in the order of the rows. */
function byList(lists: readonly string[]): readonly (readonly number[])[] {
  const found = new Map<string, number[]>();
  lists.forEach((id, row) => {
    const rows = found.get(id) ?? [];
    rows.push(row);
    found.set(id, rows);
  });
  return [...found.values()];
}

const largest = (rows: readonly number[], of: (row: number) => number) =>
  rows.reduce((best, row) => (of(row) > of(best) ? row : best), rows[0] as number);

/**
 * Of each list the row that the teacher puts first, and the `count` others that look most alike to the student before training: those with the largest inner product of
 * embeddings, which is the sum of a row of `pairFeatures`. In the order of the rows.
 */
export function hardNegatives(features: Features, teacher: ArrayLike<number>, lists: readonly string[], count: number) {
  const width = features.dims[1];
  const alike = (row: number) => sumOf(features.data.subarray(row * width, (row + 1) * width));
  return byList(lists)
    .flatMap((rows) => {
      const best = largest(rows, (row) => teacher[row] as number);
      const others = rows.filter((row) => row !== best).sort((a, b) => alike(b) - alike(a) || a - b);
      return [best, ...others.slice(0, count)];
    })
    .sort((a, b) => a - b);
}

/** The chosen rows of features. */
export function rowsOf(features: Features, rows: readonly number[]): Features {
  const data = new Float32Array(rows.length * features.dims[1]);
  pickRows(features, rows, data);
  const { pooled } = features;
  return { data, dims: [rows.length, features.dims[1]], ...(pooled === undefined ? {} : { pooled }) };
}
