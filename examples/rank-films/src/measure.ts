import { padLists } from '@lossmith/core/lists';
import { ndcg } from '@lossmith/core/metrics';
import type { Rows } from './prepare.js';

export interface Quality {
  /** The mean NDCG@5 over years; the gain of a film is 2^rating − 1. */
  readonly at5: number;
  readonly at10: number;
}

/** How well scores rank the films of each year by their ratings. */
export function measure(scores: Float64Array, { ratings, years }: Rows): Quality {
  const { values, mask, shape } = padLists({ predicted: scores, target: ratings }, years);
  const at = (k: number) => ndcg({ k }).evaluate({ ...values, mask, shape }).mean;
  return { at5: at(5), at10: at(10) };
}
