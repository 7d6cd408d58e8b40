import { expect, test } from 'vitest';
import { contenders } from './contenders.js';
import { CHANCE, runExperiment, targetsOf } from './experiment.js';
import { loadFilms } from './films.js';
import { prepare } from './prepare.js';

test('every contender has the same budget, of settings that differ', () => {
  const targets = targetsOf(prepare(loadFilms(), 1));
  for (const settings of contenders.map(({ settingsFor }) => settingsFor(targets))) {
    expect(new Set(settings.map(({ loss, learningRate }) => JSON.stringify([loss.spec, learningRate]))).size).toBe(8);
  }
});

test('a small run: every loss ranks better than chance, and the same each time', { timeout: 120_000 }, () => {
  const films = loadFilms();
  const plan = { seeds: 1, epochs: 2, settings: 2 };
  const runs = runExperiment(films, plan, () => {});
  expect(runs.map(({ contender }) => contender)).toEqual([CHANCE, ...contenders.map(({ name }) => name)]);
  const [chance, ...others] = runs;
  for (const { at5, at10 } of others) {
    expect(at5).toBeGreaterThan(chance!.at5 + 0.05);
    expect(at10).toBeGreaterThan(chance!.at10 + 0.05);
  }
  const cheap = { ...plan, epochs: 1, settings: 1 };
  expect(runExperiment(films, cheap, () => {})).toEqual(runExperiment(films, cheap, () => {}));
});
