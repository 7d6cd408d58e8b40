import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { expect, test } from 'vitest';
import { scoresOf } from './head.js';
import { drawJudged, SHARPNESS, toldGaps } from './judgements.js';
import { rewards } from './rewards.js';

const straight = rewards[0]!;
const judged = drawJudged(straight, 4000, 1, xoroshiro128plus(5));
const truth = Float64Array.of(1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0);
const gaps = scoresOf(truth, judged.chosen).map((score, k) => score - scoresOf(truth, judged.rejected)[k]!);

test('the better item wins as often as Bradley and Terry say', () => {
  const expected = gaps.map((gap) => 1 / (1 + Math.exp(-SHARPNESS * Math.abs(gap))));
  const right = gaps.filter((gap) => gap > 0).length / gaps.length;
  expect(right).toBeCloseTo(expected.reduce((sum, share) => sum + share, 0) / gaps.length, 1);
});

test('what is felt is the true gap with logistic noise, and above 0', () => {
  expect(Math.min(...judged.felt)).toBeGreaterThan(0);
  const off = judged.felt.map((felt, k) => felt - gaps[k]!);
  const squares = off.reduce((sum, value) => sum + value * value, 0) / off.length;
  // The variance of the logistic distribution; the winner is on the same side as the noise a little more often.
  expect(Math.sqrt(squares)).toBeCloseTo(Math.PI / Math.sqrt(3) / SHARPNESS, 1);
});

test('noise is added, or changes the size alone; without noise the gap is told as it was felt', () => {
  expect(toldGaps(judged, 'added', 0)).toEqual(judged.felt);
  expect(toldGaps(judged, 'scaled', 0)).toEqual(judged.felt);
  const off = toldGaps(judged, 'added', 2).map((gap, k) => gap - judged.felt[k]!);
  expect(Math.sqrt(off.reduce((sum, value) => sum + value * value, 0) / off.length)).toBeCloseTo(2, 0);
  const factors = toldGaps(judged, 'scaled', 1.5).map((gap, k) => Math.log(gap / judged.felt[k]!));
  expect(Math.sqrt(factors.reduce((sum, value) => sum + value * value, 0) / off.length)).toBeCloseTo(1.5, 1);
});
