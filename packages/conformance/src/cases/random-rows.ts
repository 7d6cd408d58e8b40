import type { Batch } from '../door.js';
import { randomNumbers } from './random-scores.js';

/** Rows of float32 scores: spread ones, close ones, equal ones (every fifth, from the first on). */
export function randomRows(rows: number, classes: number, seed: number): Batch {
  const random = randomNumbers(seed);
  const score = () => Math.fround(8 * random() - 4);
  const target = Array.from({ length: rows * classes }, score);
  const predicted = target.map((s, k) => {
    const row = Math.floor(k / classes);
    if (row % 5 === 0) return s;
    return row % 5 === 1 ? Math.fround(s + 0.01 * (random() - 0.5)) : score();
  });
  return { rows, classes, predicted, target };
}

export const negated = (x: ArrayLike<number>): number[] => Array.from(x, (value) => -value);
