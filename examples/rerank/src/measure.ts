import { padLists } from '@lossmith/core/lists';
import { ndcg, reciprocalRank } from '@lossmith/core/metrics';
import type { Candidate } from './lists.ts';

export interface Quality {
  readonly ndcg: number;
  /** One over the place of the first passage of the query's own text. */
  readonly reciprocalRank: number;
  /** Root mean squares of score − relevance, of passages of the same text and of all others. */
  readonly inside: number;
  readonly outside: number;
}

/** A line from scores to relevances. */
export interface Line {
  readonly slope: number;
  readonly offset: number;
}

const mean = (x: readonly number[]) => x.reduce((sum, one) => sum + one, 0) / x.length;

/** The line of least squares through scores and relevances. */
export function fitLine(scores: ArrayLike<number>, candidates: readonly Candidate[]): Line {
  const x = Array.from(scores);
  const y = candidates.map(({ relevance }) => relevance);
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = mean(x.map((one, k) => (one - meanX) * ((y[k] as number) - meanY)));
  const slope = covariance / mean(x.map((one) => (one - meanX) ** 2));
  return { slope, offset: meanY - slope * meanX };
}

/** NDCG@5 with gains 2^relevance − 1; the mean over queries. */
export function ndcgOf(scores: ArrayLike<number>, candidates: readonly Candidate[]): number {
  return listsOf(
    scores,
    candidates,
    ({ relevance }) => relevance,
    (lists) => ndcg({ k: 5 }).evaluate(lists).mean,
  );
}

type Lists = Parameters<ReturnType<typeof ndcg>['evaluate']>[0];

function listsOf(
  scores: ArrayLike<number>,
  candidates: readonly Candidate[],
  target: (one: Candidate) => number,
  of: (lists: Lists) => number,
) {
  const queries = candidates.map(({ query }) => query);
  const { values, mask, shape } = padLists(
    { predicted: Float64Array.from(scores), target: candidates.map(target) },
    queries,
  );
  return of({ ...values, mask, shape });
}

export function qualityOf(
  scores: ArrayLike<number>,
  candidates: readonly Candidate[],
  { slope, offset }: Line,
): Quality {
  const errors = candidates.map(({ relevance }, k) => offset + slope * (scores[k] as number) - relevance);
  const rms = (inside: boolean) =>
    Math.sqrt(mean(errors.filter((_, k) => (candidates[k]?.relevance === 2) === inside).map((error) => error * error)));
  return {
    ndcg: ndcgOf(scores, candidates),
    reciprocalRank: listsOf(
      scores,
      candidates,
      ({ relevance }) => Number(relevance === 2),
      (lists) => reciprocalRank().evaluate(lists).mean,
    ),
    inside: rms(true),
    outside: rms(false),
  };
}
