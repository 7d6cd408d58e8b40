import { describeValue } from '../errors/describe-value.js';
import { LossmithOptionError, LossmithValueError } from '../errors/errors.js';
import type { List } from './list.js';

/** What an item of some relevance is worth: 2^t − 1, t, or a function of yours. It must be finite and ≥ 0. */
export type Gain = 'exponential' | 'linear' | ((target: number) => number);

export interface GainOption {
  /** Default 'exponential', as most of the field has it; scikit-learn has 'linear'. */
  readonly gain?: Gain;
}

/** The gain as a function. */
export function checkGain(gain: Gain = 'exponential'): (target: number) => number {
  if (gain === 'exponential') return (target) => 2 ** target - 1;
  if (gain === 'linear') return (target) => target;
  if (typeof gain === 'function') return gain;
  const advice = "use 'exponential', 'linear' or a function (target) => number";
  throw new LossmithOptionError('gain', `${describeValue(gain)} is unknown`, advice);
}

/**
 * The gains of a list. A negative gain is refused: with one, a quotient by the ideal DCG means nothing, and −1 is more often
 * padding that should be masked.
 */
export function gainsOf({ target, places }: List, gain: (target: number) => number): Float64Array {
  return target.map((label, k) => {
    const value = gain(label);
    if (value >= 0 && value < Infinity) return value;
    const what = `its gain is ${describeValue(value)}, and gains are finite numbers ≥ 0`;
    const advice = 'leave padding out by the mask, or give gain: (target) => number';
    throw new LossmithValueError('target', places[k] as number, label, what, advice);
  });
}
