import type { ListMetric } from './list-metric.js';
import type { RelevanceMetricOptions } from './relevance.js';
import { relevanceMetric } from './relevance-metric.js';
import type { TieGroup } from './tie-groups.js';

/**
 * E[1/rank of the first of r relevant items] among m tied ones, 0 beyond rank k. The first is the one at place j = 0, 1, … of the group with
 * probability p₀ = r/m, p_{j+1} = p_j·(m − r − j)/(m − 1 − j).
 */
function expectedReciprocal({ start, count: m, worth: r }: TieGroup, k: number): number {
  let [total, probability] = [0, r / m];
  for (let j = 0; j <= m - r && start + j < k; j += 1) {
    total += probability / (start + j + 1);
    probability *= (m - r - j) / (m - 1 - j);
  }
  return total;
}

/**
 * Reciprocal rank: 1/rank of the first relevant item, 0 where that is beyond rank k; its mean is MRR (Voorhees 1999). Of tied scores
 * the expectation over their orders (McSherry & Najork 2008). A list with nothing relevant counts as `empty` says.
 */
export function reciprocalRank(options: RelevanceMetricOptions = {}): ListMetric {
  return relevanceMetric('reciprocalRank', options, ({ groups }, k) => {
    return expectedReciprocal(groups.find(({ worth }) => worth > 0) as TieGroup, k);
  });
}
