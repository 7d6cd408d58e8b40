import { evaluateLink } from '@lossmith/tfjs';
import { expect, test } from 'vitest';
import { bestConstant } from './best-constant.js';
import { contenders } from './contenders.js';
import { loadFlights } from './flights.js';
import { isLate } from './region.js';
import { splitRows } from './split.js';

const flights = loadFlights();
const { train, validation } = splitRows(flights.length, 1);
const scores = [...train, ...validation].map((row) => flights[row]!.score);
const contenderOf = (id: string) => contenders.find((contender) => contender.id === id)!;

test.each([
  ['squared', 0.125],
  ['exp', 0.49],
  ['sigmoid', 0.3],
  ['region', 0.5],
  ['suggested', 0.42],
])('late flights carry their intended share of the sensitivity of %s', (id, share) => {
  const { sensitivity } = evaluateLink(contenderOf(id).link, scores);
  const total = sensitivity.reduce((sum, value) => sum + value, 0);
  const late = sensitivity.reduce((sum, value, index) => sum + (isLate(scores[index]!) ? value : 0), 0);
  expect(Math.abs(late / total - share)).toBeLessThan(0.01);
});

test('the best constant of squared error is the mean, that of the others lies nearer to the region', () => {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  expect(bestConstant(contenderOf('squared'), scores)).toBeCloseTo(mean, 9);
  for (const id of ['reweighted', 'exp', 'sigmoid', 'region', 'suggested']) {
    expect(bestConstant(contenderOf(id), scores)).toBeGreaterThan(mean + 0.5);
  }
});
