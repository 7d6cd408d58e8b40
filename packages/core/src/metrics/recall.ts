import type { ListMetric } from './list-metric.js';
import { type RelevanceMetricOptions, relevantWithin } from './relevance.js';
import { relevanceMetric } from './relevance-metric.js';

/**
 * Recall: the share of the relevant items that are among the k highest scores (1 without k). Of tied scores the expectation over their
 * orders (McSherry & Najork 2008). A list with nothing relevant counts as `empty` says.
 */
export function recall(options: RelevanceMetricOptions = {}): ListMetric {
  return relevanceMetric('recall', options, ({ groups, relevant }, k) => relevantWithin(groups, k) / relevant);
}
