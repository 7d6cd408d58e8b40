import type { ArrayInput } from '../data/array-input.js';
import { checkOptions } from '../data/check-options.js';
import { type CutoffOption, checkCutoff } from './cutoff.js';
import { discountOf, idealGain } from './discounted-gain.js';
import { checkGain, type GainOption, gainsOf } from './gains.js';
import { listAt } from './list.js';
import { readInputs } from './list-inputs.js';
import { descending } from './tie-groups.js';

export interface LambdaWeightsOptions extends CutoffOption, GainOption {
  /** The shape of predicted, needed where predicted is a flat array of several lists. */
  readonly shape?: readonly number[];
}

/** Of each item, in the shape of predicted, flat: inputs of `losses.pairwise` with `pairWeight: 'lambda'`. Data, without gradient. */
export interface LambdaWeights {
  /** gain(target)/(ideal DCG of the list); 0 in a list without gain. */
  readonly gain: Float64Array;
  /** 1/log₂(1 + rank) by predicted, 0 beyond rank k. */
  readonly discount: Float64Array;
}

/**
 * What |ΔNDCG| of exchanging two items is made of: |gain_i − gain_j|·|discount_i − discount_j|, by which LambdaRank weighs pairs (Burges, Ragno
 * & Le 2006; Burges 2010). Tied scores are ranked in the order of the list: sharing a mean discount they would have weight 0 among
 * each other, and a model that starts with equal scores would never leave them. Items that the mask leaves out have 0 and 0.
 * Shapes as in `ListInputs`; throws `LossmithValueError` for NaN, and for a gain that is negative or not finite.
 */
export function lambdaWeights(
  predicted: ArrayInput,
  target: ArrayInput,
  mask?: ArrayInput,
  options: LambdaWeightsOptions = {},
): LambdaWeights {
  checkOptions(options, ['k', 'gain', 'shape']);
  const [k, gainOf] = [checkCutoff(options.k), checkGain(options.gain)];
  const given = { predicted, target, ...(mask === undefined ? {} : { mask }) };
  const flat = readInputs(options.shape === undefined ? given : { ...given, shape: options.shape }, 'lists');
  const gain = new Float64Array(flat.predicted.length);
  const discount = new Float64Array(flat.predicted.length);
  for (let index = 0; index < flat.lists; index += 1) {
    const list = listAt(flat, index);
    const gains = gainsOf(list, gainOf);
    const ideal = idealGain(gains, k);
    for (const [position, item] of descending(list.predicted).entries()) {
      const place = list.places[item] as number;
      gain[place] = ideal > 0 ? (gains[item] as number) / ideal : 0;
      discount[place] = position < k ? discountOf(position + 1) : 0;
    }
  }
  return { gain, discount };
}
