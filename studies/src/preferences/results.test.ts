import { readFileSync } from 'node:fs';
import { markedPart } from '@lossmith-examples/rank-films/marked-part';
import { expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import type { Results } from '../results.js';
import { contenders } from './contenders.js';
import { conditions, prepare, type Run, runSeed } from './experiment.js';
import { PICTURE, partsOf } from './pages.js';
import { drawPicture } from './picture.js';
import { rewards } from './rewards.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const results = JSON.parse(read('preferences.json')) as Results<Run>;

test('the committed results are of every loss in every condition, on 10 seeds of both rewards', () => {
  const settings = conditions.flatMap(({ noise, level }) =>
    contenders.filter(({ binary }) => level === 0 || !binary).map(({ id }) => [noise, level, id]),
  );
  const seeds = Array.from({ length: 10 }, (_, k) => k + 1);
  expect(
    results.runs.map(({ reward, seed, noise, level, contender }) => [reward, seed, noise, level, contender]),
  ).toEqual(rewards.flatMap(({ id }) => seeds.flatMap((seed) => settings.map((setting) => [id, seed, ...setting]))));
});

test('every loss has a grid of the same size', () => {
  expect(contenders.map(({ grid }) => grid.length)).toEqual(contenders.map(() => 6));
});

test.each(partsOf(results))('$page shows the committed results: $name', ({ page, name, text }) => {
  expect(markedPart(read(page), name), 'run study:preferences --redraw').toBe(text);
});

test('the picture shows the committed results', () => {
  expect(read(PICTURE), 'run study:preferences --redraw').toBe(drawPicture(results));
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
