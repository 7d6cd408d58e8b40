import type { Batch } from '../harness.js';
import { randomNumbers } from './random-scores.js';

/** Rows of float32 scores: spread ones, close ones, equal ones (every fifth, from the first on). */
export function randomRows(examples: number, items: number, seed: number): Batch {
  const random = randomNumbers(seed);
  const score = () => Math.fround(8 * random() - 4);
  const target = Array.from({ length: examples * items }, score);
  const predicted = target.map((s, k) => {
    const row = Math.floor(k / items);
    if (row % 5 === 0) return s;
    return row % 5 === 1 ? Math.fround(s + 0.01 * (random() - 0.5)) : score();
  });
  return { examples, items, predicted, target };
}

export const negated = (x: ArrayLike<number>): number[] => Array.from(x, (value) => -value);
