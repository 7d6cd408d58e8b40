import { meanOf } from '@lossmith-examples/volcano/interval';
import { expect, test } from 'vitest';
import { pairedMean, verdictOn } from '../choice.js';
import { chosenRuns, valuesOf } from '../contest.js';
import { readAll } from '../read-all.js';
import { contestOf } from './contest.js';
import { gainsOf } from './pages.js';

const { digits } = readAll();
const contest = contestOf(digits.seeds, digits.runs);
const idsOf = (links: boolean) => contest.entrants.filter(({ isLink }) => isLink === links).map(({ id }) => id);
const lessOf = (one: string, other: string) => pairedMean(valuesOf(contest, one), valuesOf(contest, other));
const verdict = (one: string, other: string) => verdictOn(lessOf(one, other), 'higher');
const compared = idsOf(true).flatMap((link) => idsOf(false).map((rival) => [link, rival] as const));
const withVerdict = (wanted: number) => compared.filter((pair) => verdict(...pair) === wanted);
const mean = (id: string) => meanOf(valuesOf(contest, id)).mean;
const ids = contest.entrants.map(({ id }) => id);

test('of 20 comparisons links win 7, over labels, Plackett–Luce and once squared error, and lose 2', () => {
  expect(compared).toHaveLength(20);
  expect(withVerdict(1)).toEqual([
    ['sigmoid', 'labels'],
    ['sigmoid', 'plackettLuce'],
    ['exp', 'labels'],
    ['compositeExp', 'labels'],
    ['compositeSigmoid', 'squared'],
    ['compositeSigmoid', 'labels'],
    ['compositeSigmoid', 'plackettLuce'],
  ]);
  expect(withVerdict(-1)).toEqual([
    ['sigmoid', 'decoupled'],
    ['exp', 'decoupled'],
  ]);
});

test('decoupled distillation agrees most, composite Softmax with a sigmoid next', () => {
  const order = [...ids].sort((one, other) => mean(other) - mean(one));
  expect(order.slice(0, 3)).toEqual(['decoupled', 'compositeSigmoid', 'hinton']);
  expect(order.at(-1)).toBe('plackettLuce');
  expect(verdict('decoupled', 'squared')).toBe(1);
  expect(verdict('decoupled', 'hinton')).toBe(0);
});

test('labels alone have the highest accuracy', () => {
  const accuracy = (id: string) => meanOf(chosenRuns(contest, id).map(({ test: of }) => of.accuracy)).mean;
  expect([...ids].sort((one, other) => accuracy(other) - accuracy(one))[0]).toBe('labels');
});

test('four starts of squared error at one learning rate lie as far apart as 0.217 and 0.681', () => {
  const values = digits.runs
    .filter(({ contender, seed, setting }) => contender === 'squared' && seed === 14 && setting % 2 === 0)
    .map(({ test: of }) => of.topTwo.toFixed(3));
  expect(values).toEqual(['0.623', '0.681', '0.577', '0.217']);
});

test('three times the epochs add 0.009 or more to all but labels and composite Softmax with a sigmoid', () => {
  for (const id of ids.filter((one) => one !== 'labels' && one !== 'compositeSigmoid'))
    for (const gain of gainsOf(digits, id)) expect(gain).toBeGreaterThan(0.008);
  for (const gain of gainsOf(digits, 'compositeSigmoid')) expect(gain).toBeLessThan(0);
  const after = (id: string) =>
    digits.longer.filter(({ contender }) => contender === id).map(({ test: of }) => of.topTwo);
  for (const [k, value] of after('decoupled').entries())
    for (const id of ids.filter((one) => one !== 'decoupled')) expect(value).toBeGreaterThan(after(id)[k]!);
});
