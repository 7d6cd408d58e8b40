import { describeValue } from '../errors/describe-value.js';
import { LossmithOptionError } from '../errors/errors.js';

export interface CutoffOption {
  /** Ranks from 1 to k count, what lies below does not: a whole number ≥ 1. Default: the whole list. */
  readonly k?: number;
}

/** k, or ∞ where there is none. */
export function checkCutoff(value: unknown = Infinity): number {
  if (value === Infinity || (Number.isInteger(value) && (value as number) >= 1)) return value as number;
  const what = `must be a whole number ≥ 1, got ${describeValue(value)}`;
  throw new LossmithOptionError('k', what, 'leave it out for the whole list');
}
