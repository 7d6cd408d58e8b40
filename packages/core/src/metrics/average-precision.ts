import type { ListMetric } from './list-metric.js';
import type { RelevanceMetricOptions } from './relevance.js';
import { relevanceMetric } from './relevance-metric.js';
import type { TieGroup } from './tie-groups.js';

/**
 * E[Σ precision at the ranks of the relevant items] of r relevant items among m tied ones, with `before` relevant above: at place
 * j of the group stands a relevant one with probability r/m, and then (r − 1)·j/(m − 1) more of the group are expected above it.
 */
function expectedPrecisions({ start, count: m, worth: r }: TieGroup, before: number, k: number): number {
  const rate = m > 1 ? (r - 1) / (m - 1) : 0;
  let total = 0;
  for (let j = 0; j < m && start + j < k && r > 0; j += 1) total += (before + 1 + j * rate) / (start + j + 1);
  return (total * r) / m;
}

/**
 * Average precision: Σ precision at the rank of each relevant item up to rank k, over the number of all relevant items; its mean is
 * MAP. Of tied scores the expectation over their orders (McSherry & Najork 2008). A list with nothing relevant counts as `empty`
 * says. With k, the divisor is still the number of all relevant items, as in trec_eval's map_cut.
 */
export function averagePrecision(options: RelevanceMetricOptions = {}): ListMetric {
  return relevanceMetric('averagePrecision', options, ({ groups, relevant }, k) => {
    let [total, before] = [0, 0];
    for (const group of groups) {
      total += expectedPrecisions(group, before, k);
      before += group.worth;
    }
    return total / relevant;
  });
}
