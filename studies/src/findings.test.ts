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
  const of = (id: string) => [mean('piston', id, 'inside'), mean('piston', id, 'inside', 'outside')];
  const errors = [fixed('piston', 'squared', 0), ...of('squared'), ...of('sigmoid')].map((error) => error.toFixed(3));
  expect(errors).toEqual(['0.248', '0.205', '0.111', '0.180', '0.330']);
  expect(['squared', 'sigmoid'].map((id) => mean('piston', id, 'precision').toFixed(3))).toEqual(['0.895', '0.935']);
  expect(links.map((id) => verdictOf(results, 'piston', id, 'squared', 'inside'))).toEqual([0, 0, 0]);
  for (const [id, error] of [
    ['target', '0.164'],
    ['linkSquared', '0.160'],
  ] as const) {
    expect(mean('piston', id, 'inside').toFixed(3)).toBe(error);
    expect(verdictOf(results, 'piston', id, 'squared', 'inside')).toBe(1);
  }
  expect(links.map((id) => verdictOf(results, 'piston', id, 'squared', 'precision'))).toEqual([1, 1, 0]);
  for (const id of designed.filter((one) => !links.includes(one)))
    expect(verdictOf(results, 'piston', id, 'squared', 'precision')).toBe(1);
});

test('but for the piston no link beats six starts of squared error by more than 0.006', () => {
  for (const task of simulations.slice(1))
    for (const link of links)
      expect(differenceOf(results, task, link, 'squared', 'inside').mean).toBeGreaterThan(-0.006);
});

test('every loss has a precision of 0.98 on the borehole', () => {
  for (const { id } of rivals) expect(mean('borehole', id, 'precision')).toBeCloseTo(0.98, 2);
});

test('comparisons with tuned rivals are counted right', () => {
  const tuned = designed.filter((id) => !links.includes(id));
  expect(count('inside', tuned)).toEqual([3, 68, 4]);
  expect(count('precision', tuned)).toEqual([1, 69, 5]);
});

test('fromSensitivity has the least error outside of all designed losses on two simulations, the next on two', () => {
  const places = simulations.map((task) => {
    const errors = designed.map((id) => mean(task, id, 'inside', 'outside'));
    return errors.filter((error) => error < mean(task, 'region', 'inside', 'outside')).length;
  });
  expect(places).toEqual([0, 1, 1, 0]);
});

test('the strongest settings are worse than one start of squared error, on the piston all but two', () => {
  const better = simulations.flatMap((task) =>
    designed.filter((id) => strongest(task, id) < fixed(task, 'squared', 0)).map((id) => [task, id]),
  );
  expect(better).toEqual([
    ['piston', 'linkSquared'],
    ['piston', 'sigmoid'],
  ]);
});

test('on dwell times squared error has the best precision, weights by a sigmoid the least error inside', () => {
  const precision = designed.map((id) => mean('dwell', id, 'precision'));
  expect(mean('dwell', 'squared', 'precision')).toBeGreaterThan(Math.max(...precision));
  expect(verdictOf(results, 'dwell', 'exp', 'squared', 'precision')).toBe(-1);
  for (const id of ['sigmoid', 'region']) expect(verdictOf(results, 'dwell', id, 'squared', 'inside')).toBe(1);
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
