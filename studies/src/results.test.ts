import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { whole } from '../../vitest.whole.ts';
import { rivals } from './contenders.js';
import { runSeed } from './experiment.js';
import type { Results } from './results.js';
import { tasks } from './tasks.js';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const results = JSON.parse(read('results.json')) as Results;

test('the committed results are of every setting of every loss on 10 seeds of every task', () => {
  const settings = rivals.flatMap(({ id, grid }) => grid.map((strength) => [id, strength]));
  const seeds = Array.from({ length: 10 }, (_, k) => k + 1);
  expect(results.runs.map(({ task, seed, contender, strength }) => [task, seed, contender, strength])).toEqual(
    tasks.flatMap(({ id }) => seeds.flatMap((seed) => settings.map((setting) => [id, seed, ...setting]))),
  );
});

test('every loss has a grid of the same size', () => {
  expect(rivals.map(({ grid }) => grid.length)).toEqual(rivals.map(() => 6));
});

test('training anew gives the committed figures to the last digit', () => {
  const [otl, few] = [tasks.find(({ id }) => id === 'otl')!, ['squared', 'exp']];
  const anew = runSeed(
    otl,
    1,
    rivals.filter(({ id }) => few.includes(id)),
  );
  expect(anew).toEqual(
    results.runs.filter(({ task, seed, contender }) => task === 'otl' && seed === 1 && few.includes(contender)),
  );
});

test.runIf(whole)('so does a seed of the piston, and of dwell times', { timeout: 240_000 }, () => {
  for (const task of tasks.filter(({ id }) => id === 'piston' || id === 'dwell'))
    expect(runSeed(task, 2)).toEqual(results.runs.filter((run) => run.task === task.id && run.seed === 2));
});
