import type { Precision } from '@lossmith/core/backend';
import { roundingOf } from './numbers.js';

/**
 * What adding n numbers may be off by, as a share of Σ|x|. In float32 that is the 10⁻⁶ of design §4, which sums in blocks of at most 64 keep on the numbers of
 * this kit (means.test.ts). In float64 numbers may be added one by one: (n − 1)·2⁻⁵³ at most (Higham, Accuracy and Stability of Numerical Algorithms, 2002, §4.2).
 */
export function sumError(count: number, precision: Precision): number {
  return precision === 'float32' ? 1e-6 : Math.max(1e-13, (count - 1) * roundingOf('float64'));
}

/** What Σ w·x / Σ w may be off by: both sums, and that quotient. */
export const meanError = (count: number, precision: Precision): number =>
  precision === 'float32' ? 1e-6 : 2 * sumError(count, precision);
