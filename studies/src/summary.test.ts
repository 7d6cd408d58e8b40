import { expect, test } from 'vitest';
import type { Run } from './experiment.js';
import type { Results } from './results.js';
import { chosenRuns, differenceOf, edgesOf, verdictOf } from './summary.js';

const run = (contender: string, strength: number, seed: number, validation: number, test: number): Run => {
  const measures = (value: number) => ({ precision: value, inside: value, outside: 0 });
  return {
    task: 'piston',
    contender,
    strength,
    seed,
    validation: measures(validation),
    test: measures(test),
    steps: 1,
    slope: 0,
  };
};
const results: Results = {
  ran: { date: '', machine: '', node: '', cpuSeconds: 0 },
  seeds: 2,
  runs: [
    run('exp', 0.5, 1, 0.8, 0.1),
    run('exp', 2, 1, 0.8, 0.2),
    run('exp', 4, 1, 0.7, 0.3),
    run('exp', 0.5, 2, 0.5, 0.4),
    run('exp', 2, 2, 0.6, 0.5),
    run('exp', 4, 2, 0.9, 0.6),
    run('squared', 0, 1, 1, 0.301),
    run('squared', 0, 2, 1, 0.6),
  ],
};

test('the choice looks at validation points alone; of equals it is the weaker', () => {
  const strengths = (by: 'precision' | 'inside') =>
    chosenRuns(results, 'piston', 'exp', by).map(({ strength }) => strength);
  expect(strengths('precision')).toEqual([0.5, 4]);
  expect(strengths('inside')).toEqual([4, 0.5]);
  expect(edgesOf(results, ['piston'], 'exp', 'precision')).toEqual({ weakest: 1, strongest: 1, of: 2 });
});

test('differences are paired by seed; an interval that holds 0 is a tie', () => {
  // 0.1 − 0.301 and 0.6 − 0.6.
  expect(differenceOf(results, 'piston', 'exp', 'squared', 'precision').mean).toBeCloseTo(-0.1005, 12);
  expect(verdictOf(results, 'piston', 'exp', 'squared', 'precision')).toBe(0);
});

test('more precision is better, more error is worse', () => {
  const better = {
    ...results,
    runs: results.runs.map((one) =>
      one.contender === 'exp' ? run('exp', one.strength, one.seed, 1, 2 + one.seed / 1000) : one,
    ),
  };
  const level = {
    ...better,
    runs: better.runs.map((one) => (one.contender === 'squared' ? run('squared', 0, one.seed, 1, 1) : one)),
  };
  expect(verdictOf(level, 'piston', 'exp', 'squared', 'precision')).toBe(1);
  expect(verdictOf(level, 'piston', 'exp', 'squared', 'inside')).toBe(-1);
});
