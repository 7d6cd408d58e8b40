import { type EmptyOption, type ListMetric, listMetric } from './list-metric.js';
import { countPairs } from './pair-counts.js';

/**
 * Kendall's τ-b, of each list, in [−1, 1]: (C − D)/√((C + D + T_ŝ)(C + D + T_s)), of the concordant and discordant pairs and those tied in
 * the scores or in the targets alone (Kendall 1945). It is the variant that scipy and R give. A list in which all scores or all targets
 * are tied counts as `empty` says.
 */
export function kendallTau(options: EmptyOption = {}): ListMetric {
  return listMetric('kendallTau', options, [], () => ({ predicted, target }) => {
    const { concordant, discordant, tiedFirst, tiedSecond } = countPairs(predicted, target);
    const decided = concordant + discordant;
    // A root of each, as the product of two numbers of pairs can be beyond the integers of a float64.
    return (concordant - discordant) / Math.sqrt(decided + tiedFirst) / Math.sqrt(decided + tiedSecond);
  });
}
