import { links, losses } from '@lossmith/wasm';
import { expect, test } from 'vitest';
import { rivals } from './rivals.js';
import { scaleOf, trainLinear } from './train.js';

const rows = {
  width: 2,
  features: Float64Array.of(1, 0.5, 1, -1, 1, 2, 1, 0.3),
  ratings: Float64Array.of(6, 7, 4, 8),
  years: [1990, 1990, 1991, 1991],
};
const scoreOf = (rating: number) => rating - 6;

test('squared error with a pull has the weights of the normal equations', () => {
  const { parameters, slope } = trainLinear({ loss: losses.matching(links.identity()), decay: 0.1 }, rows, scoreOf);
  const [bias, weight] = parameters as unknown as [number, number];
  const residuals = [0, 1, 2, 3].map((k) => bias + weight * rows.features[2 * k + 1]! - scoreOf(rows.ratings[k]!));
  const byWeight = (column: number) =>
    residuals.reduce((sum, residual, k) => sum + (residual * rows.features[2 * k + column]!) / 4, 0);
  expect(byWeight(0) + 0.1 * bias).toBeCloseTo(0, 6);
  expect(byWeight(1) + 0.1 * weight).toBeCloseTo(0, 6);
  expect(slope).toBeLessThan(1e-6);
});

test('all losses have the second derivatives of squared error at the targets, in sum', () => {
  expect(scaleOf(losses.matching(links.identity()), rows, scoreOf)).toBeCloseTo(1, 12);
  // Two pairs in each of two lists; h' = 1/4 at 0 for RankNet of two equal scores.
  const equal = { ...rows, ratings: Float64Array.of(6, 6, 6, 6) };
  const pairs = losses.pairwise(links.sigmoid());
  expect(scaleOf(pairs, equal, scoreOf)).toBeCloseTo(2, 12);
});

test('every loss has eight settings, that differ', () => {
  const known = { scores: Float64Array.of(-1, 0, 1), edge: 1 };
  for (const { settingsFor } of rivals) {
    const settings = settingsFor(known).map(({ loss, decay }) => JSON.stringify([loss.spec, decay]));
    expect(new Set(settings).size).toBe(8);
  }
});
