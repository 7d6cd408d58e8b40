import type { Features } from '../src/index.ts';

/** Rows of features that follow no pattern, the same on every machine. */
export function toyFeatures(rows: number, width: number, seed = 1): Features {
  const data = Float32Array.from({ length: rows * width }, (_, k) =>
    Math.sin(12.9898 * (k + 1) + 78.233 * seed + 0.01 * k * k),
  );
  return { data, dims: [rows, width] };
}

/** A score of each row: its first number less its third. */
export const toyScores = ({ data, dims: [rows, width] }: Features): Float32Array =>
  Float32Array.from({ length: rows }, (_, row) => data[row * width]! - data[row * width + 2]!);
