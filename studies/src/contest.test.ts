import { expect, test } from 'vitest';
import { type Contest, chosenRuns, endsText, pairedRows, type Tried, valuesOf } from './contest.js';

interface Run extends Tried {
  readonly held: number;
  readonly found: number;
}

const run = (contender: string, setting: number, seed: number, held: number, found: number): Run => ({
  contender,
  setting,
  seed,
  held,
  found,
});

const contest: Contest<Run> = {
  entrants: [
    { id: 'squared', name: 'squared error', isLink: false },
    { id: 'exp', name: 'exp link', isLink: true },
  ],
  seeds: [11, 12],
  runs: [
    run('squared', 0, 11, 1, 0.5),
    run('squared', 0, 12, 1, 0.4),
    run('exp', 0, 11, 0.7, 0.1),
    run('exp', 1, 11, 0.9, 0.6),
    run('exp', 2, 11, 0.9, 0.9),
    run('exp', 0, 12, 0.8, 0.7),
    run('exp', 1, 12, 0.1, 0.9),
  ],
  chooseBy: ({ held }) => held,
  report: ({ found }) => found,
};

test('held-out data choose, and of equals the first on the grid', () => {
  expect(chosenRuns(contest, 'exp').map(({ setting }) => setting)).toEqual([1, 0]);
  expect(valuesOf(contest, 'exp')).toEqual([0.6, 0.7]);
});

test('differences are paired by seed: a row per rival, a column per link', () => {
  // 0.6 − 0.5 and 0.7 − 0.4: mean 0.2, and Student's t of one degree of freedom is 12.706.
  expect(pairedRows(contest)).toEqual([
    ['less', 'exp\u00a0link'],
    ['squared error', '0.200 ± 1.271'],
  ]);
});

test('ends of a grid are counted', () => {
  const ends = { first: (k: number) => k === 0, last: (k: number) => k === 1 };
  expect(endsText(contest, 'exp', ends)).toBe('1/1\u00a0of\u00a02');
});
