import { expect, test } from 'vitest';
import type { Candidate } from './lists.ts';
import { fitLine, qualityOf } from './measure.ts';

const candidates: readonly Candidate[] = [
  { query: 0, document: 1, relevance: 2 },
  { query: 0, document: 2, relevance: 0 },
  { query: 0, document: 3, relevance: 1 },
];

test('errors inside and outside, and the order of the list', () => {
  const quality = qualityOf([1.5, 0.5, 1.5], candidates, { slope: 1, offset: 0 });
  expect(quality.inside).toBeCloseTo(0.5, 12);
  expect(quality.outside).toBeCloseTo(0.5, 12);
  const [ideal, swapped] = [3 + 1 / Math.log2(3), 1 + 3 / Math.log2(3)];
  // The first two are tied: each order counts half.
  expect(quality.ndcg).toBeCloseTo((ideal + swapped) / 2 / ideal, 12);
});

test('a line brings scores of another scale to relevances', () => {
  const scores = [-1, -3, -2];
  const line = fitLine(scores, candidates);
  expect([line.slope, line.offset]).toEqual([1, 3]);
  expect(qualityOf(scores, candidates, line)).toEqual({ ndcg: 1, reciprocalRank: 1, inside: 0, outside: 0 });
});
