import { meanOf } from '@lossmith-examples/volcano/interval';
import { expect, test } from 'vitest';
import { readResults } from '../read-all.js';
import { type Condition, conditions } from './experiment.js';
import { rewards } from './rewards.js';
import { type Found, valuesOf, verdictOf } from './summary.js';

const results = readResults('preferences') as Found;
const felt = conditions[0]!;
const scaled = conditions.filter(({ noise }) => noise === 'scaled');
const added = conditions.filter(({ noise, level }) => noise === 'added' && level > 0);
const at = (level: number, among: readonly Condition[]) => among.find((one) => one.level === level)!;

const regret = (contender: string, condition: Condition, reward = 'straight') =>
  meanOf(valuesOf(results, { reward, ...condition }, contender, 'regret')).mean;

/** Better, level and worse by regret, over both rewards. */
function count(one: string, other: string, among: readonly Condition[]) {
  const verdicts = rewards.flatMap(({ id }) =>
    among.map((condition) => verdictOf(results, { reward: id, ...condition }, one, other, 'regret')),
  );
  return [1, 0, -1].map((verdict) => verdicts.filter((found) => found === verdict).length);
}

test('gaps as felt halve the regret, noise of one deviation takes a third of that, of two costs half as much again as choices, of four more than three times as much', () => {
  const choices = regret('logistic', felt);
  expect([choices.toFixed(2), regret('squared', felt).toFixed(2)]).toEqual(['0.05', '0.02']);
  expect(regret('squared', felt) / choices).toBeCloseTo(0.5, 1);
  expect(count('squared', 'logistic', [at(1, added)])).toEqual([1, 1, 0]);
  const share = (level: number) => (regret('squared', at(level, added)) / choices).toFixed(1);
  expect([share(1), share(2), share(4)]).toEqual(['0.6', '1.5', '4.3']);
});

test('the margin wins 5 of 18 and loses none, and has two fifths of what gaps as felt give', () => {
  expect(count('margin', 'logistic', conditions)).toEqual([5, 13, 0]);
  const gain = (id: string) => regret('logistic', felt) - regret(id, felt);
  expect(gain('margin') / gain('squared')).toBeCloseTo(2 / 5, 1);
});

test('with gaps as felt no link beats squared error', () => {
  for (const link of ['sigmoid', 'region', 'sinh', 'exp']) expect(count(link, 'squared', [felt])).toEqual([0, 2, 0]);
});

test('where sizes are unreliable, the sigmoid link beats squared error in 7 of 8, weights of its shape in 1', () => {
  expect(count('sigmoid', 'squared', scaled)).toEqual([7, 1, 0]);
  expect(count('sigmoid', 'weightedSmall', scaled)).toEqual([1, 7, 0]);
  expect(count('sigmoid', 'logistic', scaled)).toEqual([2, 6, 0]);
  expect(Math.round(regret('squared', at(2, scaled)) / regret('logistic', felt))).toBe(8);
});

test('where noise is added, the sigmoid link is level with squared error', () => {
  expect(count('sigmoid', 'squared', added)).toEqual([0, 8, 0]);
});

test('losses that care for large gaps never win where sizes are unreliable', () => {
  for (const id of ['sinh', 'exp', 'weightedLarge']) expect(count(id, 'squared', scaled)[0]).toBe(0);
  expect(Math.round(regret('exp', at(2, scaled)) / regret('logistic', felt))).toBe(22);
  expect(count('exp', 'squared', [at(4, added)])).toEqual([2, 0, 0]);
  expect(count('exp', 'logistic', [at(4, added)])).toEqual([0, 0, 2]);
});

test('losses of choices are level', () => {
  for (const id of ['smoothed', 'ipo', 'hinge']) expect(count(id, 'logistic', [felt])).toEqual([0, 2, 0]);
});

test('of the bent reward gaps gain a fifth', () => {
  const bent = ['squared', 'logistic'].map((id) => regret(id, felt, 'bent').toFixed(2));
  expect(bent).toEqual(['0.18', '0.22']);
  expect(verdictOf(results, { reward: 'bent', ...felt }, 'squared', 'logistic', 'regret')).toBe(1);
});
