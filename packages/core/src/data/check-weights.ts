import { LossmithValueError } from '../errors/errors.js';

/** Whether a mask keeps any of so many entries; without a mask all are kept. */
export function keepsAny(mask: ArrayLike<number> | undefined, from: number, count: number): boolean {
  if (mask === undefined) return true;
  for (let k = from; k < from + count; k += 1) if ((mask[k] as number) > 0) return true;
  return false;
}

/** Weights are finite numbers ≥ 0 where they count. */
export function checkWeights(name: string, weights: ArrayLike<number>, counts: (k: number) => boolean): void {
  for (let k = 0; k < weights.length; k += 1) {
    const value = weights[k] as number;
    if ((value >= 0 && value < Infinity) || !counts(k)) continue;
    throw new LossmithValueError(name, k, value, 'not a finite number ≥ 0', 'correct it');
  }
}
