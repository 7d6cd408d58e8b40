import { readFileSync } from 'node:fs';
import { meanOf } from '@lossmith-examples/volcano/interval';
import { expect, test } from 'vitest';
import { rivals } from './contenders.js';
import type { Results } from './results.js';
import { type Criterion, differenceOf, valuesOf, verdictOf } from './summary.js';
import { tasks } from './tasks.js';

const results = JSON.parse(readFileSync(new URL('../results.json', import.meta.url), 'utf8')) as Results;
const all = tasks.map(({ id }) => id);
const simulations = all.filter((id) => id !== 'dwell');
const links = ['exp', 'sigmoid', 'region'];
const designed = rivals.filter(({ graded }) => graded).map(({ id }) => id);
const mean = (task: string, id: string, by: Criterion, key: 'precision' | 'inside' | 'outside' = by) =>
  meanOf(valuesOf(results, task, id, by, key)).mean;

/** Error inside at one setting, without choice. */
const fixed = (task: string, contender: string, strength: number) =>
  meanOf(
    results.runs
      .filter((run) => run.task === task && run.contender === contender && run.strength === strength)
      .map((run) => run.test.inside),
  ).mean;
const strongest = (task: string, id: string) => fixed(task, id, rivals.find((one) => one.id === id)!.grid.at(-1)!);

function count(by: Criterion, against: readonly string[]) {
  const verdicts = all.flatMap((task) =>
    links.flatMap((link) => against.map((rival) => verdictOf(results, task, link, rival, by))),
  );
  return [1, 0, -1].map((verdict) => verdicts.filter((one) => one === verdict).length);
}

test('the example of the piston is so', () => {
  const inside = ['squared', 'sigmoid'].map((id) => mean('piston', id, 'inside').toFixed(3));
  const outside = ['squared', 'sigmoid'].map((id) => mean('piston', id, 'inside', 'outside').toFixed(3));
  expect([fixed('piston', 'squared', 0).toFixed(3), inside, outside]).toEqual([
    '0.256',
    ['0.201', '0.164'],
    ['0.113', '0.457'],
  ]);
});

test('but for the piston no link beats six starts of squared error by more than 0.004', () => {
  for (const task of simulations.slice(1))
    for (const link of links) {
      if (verdictOf(results, task, link, 'squared', 'inside') < 1) continue;
      expect(differenceOf(results, task, link, 'squared', 'inside').mean).toBeGreaterThan(-0.0045);
    }
});

test('every loss has a precision of 0.98 on the borehole', () => {
  for (const { id } of rivals) expect(mean('borehole', id, 'precision')).toBeCloseTo(0.983, 2);
});

test('comparisons with tuned rivals are counted right', () => {
  const tuned = designed.filter((id) => !links.includes(id));
  expect(count('inside', tuned)).toEqual([5, 58, 12]);
  expect(count('precision', tuned)).toEqual([0, 67, 8]);
});

test('fromSensitivity has the least error outside of all designed losses', () => {
  for (const task of simulations) {
    const errors = designed.map((id) => mean(task, id, 'inside', 'outside'));
    expect(mean(task, 'region', 'inside', 'outside')).toBe(Math.min(...errors));
  }
});

test('the strongest settings are worse than squared error, weights at the target worse than the exp link', () => {
  for (const task of simulations) {
    for (const id of designed) expect(strongest(task, id)).toBeGreaterThan(fixed(task, 'squared', 0));
    expect(strongest(task, 'target')).toBeGreaterThan(strongest(task, 'exp'));
  }
});

test('on dwell times squared error has the best precision, weights by a sigmoid the least error inside', () => {
  const precision = designed.map((id) => mean('dwell', id, 'precision'));
  expect(mean('dwell', 'squared', 'precision')).toBeGreaterThan(Math.max(...precision));
  expect(verdictOf(results, 'dwell', 'exp', 'squared', 'precision')).toBe(-1);
  expect(verdictOf(results, 'dwell', 'sigmoid', 'squared', 'inside')).toBe(1);
  const inside = designed.map((id) => mean('dwell', id, 'inside'));
  expect(mean('dwell', 'targetSigmoid', 'inside')).toBe(Math.min(...inside));
});

test('against one start of squared error the links won 11 of 12 comparisons', () => {
  const single = { ...results, runs: results.runs.filter((run) => run.contender !== 'squared' || run.strength === 0) };
  const verdicts = simulations.flatMap((task) =>
    links.map((link) => verdictOf(single, task, link, 'squared', 'inside')),
  );
  expect([verdicts.length, verdicts.filter((verdict) => verdict === 1).length]).toEqual([12, 11]);
});
