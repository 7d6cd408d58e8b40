import { type CutoffOption, checkCutoff } from './cutoff.js';
import { discountedGain } from './discounted-gain.js';
import { checkGain, type GainOption, gainsOf } from './gains.js';
import { type EmptyOption, type ListMetric, listMetric } from './list-metric.js';

export interface GainMetricOptions extends CutoffOption, GainOption, EmptyOption {}

/**
 * Discounted cumulative gain: Σ gain(target)/log₂(1 + rank) over the k highest scores of a list (Järvelin & Kekäläinen 2002;
 * with gain 2^t − 1 Burges et al. 2005). Of tied scores the expectation over their orders. A list without any gain counts as
 * `empty` says. Throws `LossmithValueError` for a gain that is negative or not finite.
 */
export function dcg(options: GainMetricOptions = {}): ListMetric {
  return listMetric('dcg', options, ['k', 'gain'], (given) => {
    const [k, gain] = [checkCutoff(given.k), checkGain(given.gain)];
    return (list) => {
      const gains = gainsOf(list, gain);
      return gains.some((value) => value > 0) ? discountedGain(list.predicted, gains, k) : Number.NaN;
    };
  });
}
