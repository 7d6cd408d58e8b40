import { checkCutoff } from './cutoff.js';
import { type ListMetric, listMetric } from './list-metric.js';
import { checkRelevance, type RelevanceMetricOptions, type RelevantList, relevanceOf } from './relevance.js';

/** A metric of a list in which something is relevant, and of the k ranks that count. */
export function relevanceMetric(
  kind: string,
  options: RelevanceMetricOptions,
  measure: (list: RelevantList, k: number) => number,
): ListMetric {
  return listMetric(kind, options, ['k', 'relevantFrom'], (given) => {
    const [k, relevantFrom] = [checkCutoff(given.k), checkRelevance(given.relevantFrom)];
    return (list) => {
      const seen = relevanceOf(list, relevantFrom);
      return seen.relevant > 0 ? measure(seen, k) : Number.NaN;
    };
  });
}
