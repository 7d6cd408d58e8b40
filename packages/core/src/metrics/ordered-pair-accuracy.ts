import { type EmptyOption, type ListMetric, listMetric } from './list-metric.js';
import { countPairs } from './pair-counts.js';

/**
 * Ordered pair accuracy (OPA), of each list: of the pairs whose targets differ, the share whose scores are in the same order, tied scores
 * counting ½. For targets of two values it is the AUC. A list without such pairs counts as `empty` says.
 */
export function orderedPairAccuracy(options: EmptyOption = {}): ListMetric {
  return listMetric('orderedPairAccuracy', options, [], () => ({ predicted, target }) => {
    const { concordant, discordant, tiedFirst } = countPairs(predicted, target);
    return (concordant + tiedFirst / 2) / (concordant + discordant + tiedFirst);
  });
}
