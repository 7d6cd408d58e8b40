import { expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { readResults } from '../read-all.js';
import { contenders } from './contenders.js';
import { conditions, prepare, runSeed } from './experiment.js';
import { rewards } from './rewards.js';
import { SEEDS } from './study.js';
import type { Found } from './summary.js';

const results = readResults('preferences') as Found;

test('the committed results are of every loss in every condition, on 10 seeds of both rewards', () => {
  const settings = conditions.flatMap(({ noise, level }) =>
    contenders.filter(({ binary }) => level === 0 || !binary).map(({ id }) => [noise, level, id]),
  );
  expect(
    results.runs.map(({ reward, seed, noise, level, contender }) => [reward, seed, noise, level, contender]),
  ).toEqual(rewards.flatMap(({ id }) => SEEDS.flatMap((seed) => settings.map((setting) => [id, seed, ...setting]))));
});

test('every loss has a grid of the same size', () => {
  expect(contenders.map(({ grid }) => grid.length)).toEqual(contenders.map(() => 6));
});

test('training anew gives the committed figures to the last digit', () => {
  const [few, noisy] = [['logistic', 'squared', 'sigmoid'], conditions[3]!];
  const anew = runSeed(rewards[1]!, 1, prepare(contenders.filter(({ id }) => few.includes(id))), [noisy]);
  expect(anew).toEqual(
    results.runs.filter(
      ({ reward, seed, contender, noise, level }) =>
        reward === 'bent' && seed === 1 && few.includes(contender) && noise === noisy.noise && level === noisy.level,
    ),
  );
});

test.runIf(whole)('so does a whole seed of each reward', { timeout: 240_000 }, () => {
  const prepared = prepare();
  for (const reward of rewards)
    expect(runSeed(reward, 2, prepared)).toEqual(
      results.runs.filter((run) => run.reward === reward.id && run.seed === 2),
    );
});
