import { type EmptyOption, type ListMetric, listMetric } from './list-metric.js';
import { checkRelevance, type RelevanceOption, relevanceOf } from './relevance.js';

export interface AucOptions extends RelevanceOption, EmptyOption {}

/**
 * Area under the ROC curve, of each list: the chance that a relevant item scores above one that is not, ties counting ½ (Hanley & McNeil
 * 1982; Mann–Whitney). For one curve over all examples give them as one list. A list in which all or none are relevant counts
 * as `empty` says.
 */
export function auc(options: AucOptions = {}): ListMetric {
  return listMetric('auc', options, ['relevantFrom'], (given) => {
    const relevantFrom = checkRelevance(given.relevantFrom);
    return (list) => {
      const { groups, relevant, items } = relevanceOf(list, relevantFrom);
      let [right, above] = [0, 0];
      for (const { count, worth } of groups) {
        right += (count - worth) * (above + worth / 2);
        above += worth;
      }
      return right / (relevant * (items - relevant));
    };
  });
}
