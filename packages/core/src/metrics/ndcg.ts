import { checkCutoff } from './cutoff.js';
import type { GainMetricOptions } from './dcg.js';
import { discountedGain, idealGain } from './discounted-gain.js';
import { checkGain, gainsOf } from './gains.js';
import { type ListMetric, listMetric } from './list-metric.js';

/**
 * Normalised discounted cumulative gain, in [0, 1]: DCG over the DCG of the best order, both of the same k (Järvelin &
 * Kekäläinen 2002). Of tied scores the expectation over their orders, as in scikit-learn's `ndcg_score`. A list without any gain
 * counts as `empty` says. Throws `LossmithValueError` for a gain that is negative or not finite.
 */
export function ndcg(options: GainMetricOptions = {}): ListMetric {
  return listMetric('ndcg', options, ['k', 'gain'], (given) => {
    const [k, gain] = [checkCutoff(given.k), checkGain(given.gain)];
    return (list) => {
      const gains = gainsOf(list, gain);
      const ideal = idealGain(gains, k);
      // Rounding may leave the best order an ulp above itself, where ties were averaged on one side alone.
      return ideal > 0 ? Math.min(1, discountedGain(list.predicted, gains, k) / ideal) : Number.NaN;
    };
  });
}
