import type { ListMetric } from './list-metric.js';
import { type RelevanceMetricOptions, relevantWithin } from './relevance.js';
import { relevanceMetric } from './relevance-metric.js';

/**
 * Precision: the share of relevant items among the k highest scores. The divisor is k also where a list has fewer items, as in trec_eval;
 * without k it is the number of items. Of tied scores the expectation over their orders (McSherry & Najork 2008). A list with
 * nothing relevant counts as `empty` says.
 */
export function precision(options: RelevanceMetricOptions = {}): ListMetric {
  return relevanceMetric('precision', options, ({ groups, items }, k) => {
    return relevantWithin(groups, k) / (k === Infinity ? items : k);
  });
}
