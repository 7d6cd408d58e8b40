import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../vitest.whole.ts';
import { sumOf } from '../data/compensated-sum.js';
import { averagePrecision } from './average-precision.js';
import { dcg } from './dcg.js';
import type { ListMetric } from './list-metric.js';
import { ndcg } from './ndcg.js';
import { precision } from './precision.js';
import { recall } from './recall.js';
import { reciprocalRank } from './reciprocal-rank.js';

/** All orders of these items. */
const permutations = (items: readonly number[]): readonly (readonly number[])[] =>
  items.length === 0
    ? [[]]
    : items.flatMap((first, k) => permutations(items.filter((_, j) => j !== k)).map((rest) => [first, ...rest]));

/** The targets by rank, in every order that the scores allow. */
const rankings = (predicted: readonly number[], target: readonly number[]) =>
  permutations(target.map((_, k) => k))
    .filter((order) => order.every((k, j) => j === 0 || predicted[k]! <= predicted[order[j - 1]!]!))
    .map((order) => order.map((k) => target[k] as number));

type Ranked = readonly number[];
const sum = (values: Ranked) => values.reduce((total, value) => total + value, 0);
const relevant = (ranked: Ranked) => ranked.filter((label) => label >= 1).length;
const gained = (ranked: Ranked, k: number) =>
  sum(ranked.slice(0, k).map((label, j) => (2 ** label - 1) / Math.log2(j + 2)));
const best = (ranked: Ranked) => [...ranked].sort((a, b) => b - a);

/** Metrics as they are defined, of targets by rank. */
const defined: readonly [name: string, make: (k: number) => ListMetric, of: (ranked: Ranked, k: number) => number][] = [
  ['dcg', (k) => dcg({ k }), gained],
  ['ndcg', (k) => ndcg({ k }), (ranked, k) => gained(ranked, k) / gained(best(ranked), k)],
  [
    'reciprocalRank',
    (k) => reciprocalRank({ k }),
    (ranked, k) => {
      const first = ranked.findIndex((label) => label >= 1);
      return first < k ? 1 / (first + 1) : 0;
    },
  ],
  [
    'averagePrecision',
    (k) => averagePrecision({ k }),
    (ranked, k) =>
      sum(ranked.slice(0, k).map((label, j) => (label >= 1 ? relevant(ranked.slice(0, j + 1)) / (j + 1) : 0))) /
      relevant(ranked),
  ],
  ['precision', (k) => precision({ k }), (ranked, k) => relevant(ranked.slice(0, k)) / k],
  ['recall', (k) => recall({ k }), (ranked, k) => relevant(ranked.slice(0, k)) / relevant(ranked)],
];

/** Lists of at most 6 items with many ties, in which something is relevant. */
const lists = fc
  .array(fc.tuple(fc.constantFrom(0, 1, 2), fc.constantFrom(0, 1, 2, 3)), { minLength: 1, maxLength: 6 })
  .filter((items) => items.some(([, label]) => label >= 1))
  .map((items) => ({ predicted: items.map(([score]) => score), target: items.map(([, label]) => label) }));

describe('tied scores: the mean over all orders of the tied items', () => {
  test.each(defined)('%s', (_, make, of) => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 7 }), ({ predicted, target }, k) => {
        const all = rankings(predicted, target).map((ranked) => of(ranked, k));
        // 720 equal numbers added one by one would be off by more than what is asked for here.
        expect(make(k).evaluate({ predicted, target }).mean).toBeCloseTo(sumOf(all) / all.length, 13);
      }),
      runs(60, 300),
    );
  });

  test('by hand: one relevant among two tied ones is first or second', () => {
    const tied = { predicted: [5, 5, 1], target: [0, 1, 0] };
    const second = 1 / Math.log2(3);
    expect(reciprocalRank().evaluate(tied).mean).toBe(0.75);
    expect(averagePrecision().evaluate(tied).mean).toBe(0.75);
    expect(precision({ k: 1 }).evaluate(tied).mean).toBe(0.5);
    expect(recall({ k: 1 }).evaluate(tied).mean).toBe(0.5);
    expect(dcg().evaluate(tied).mean).toBeCloseTo((1 + second) / 2, 15);
    expect(ndcg({ k: 1 }).evaluate(tied).mean).toBe(0.5);
  });
});
