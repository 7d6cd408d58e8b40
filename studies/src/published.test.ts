import { readFileSync } from 'node:fs';
import { startBackend } from '@lossmith-examples/flight-delays/backend';
import { loadFilms } from '@lossmith-examples/rank-films/films';
import { markedPart } from '@lossmith-examples/rank-films/marked-part';
import { contenders } from '@lossmith-examples/volcano/contenders';
import { loadTerrain } from '@lossmith-examples/volcano/terrain';
import { expect, test } from 'vitest';
import { whole } from '../../vitest.whole.ts';
import type { Tried } from './contest.js';
import { runRoom } from './digits/experiment.js';
import { rivals as digitRivals } from './digits/rivals.js';
import { SEEDS as digitSeeds, LONGER, loadRooms } from './digits/study.js';
import { runSeed } from './films/experiment.js';
import { rivals as filmRivals } from './films/rivals.js';
import { SEEDS as filmSeeds } from './films/study.js';
import { overviewPart } from './overview.js';
import { readAll, readResults } from './read-all.js';
import { pairs } from './starts/convex.js';
import { runTask } from './starts/experiment.js';
import { SEEDS as startSeeds, startTasks } from './starts/study.js';
import { studies } from './studies.js';
import type { Part } from './study.js';
import { runSurvey, settingsOf } from './volcano/crossed.js';
import { SEEDS as surveys } from './volcano/study.js';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const all = readAll();
const { films, digits, volcano } = all;
const starts = readResults('starts') as { readonly runs: ReturnType<typeof runTask> };

const parts: readonly Part[] = [
  ...studies.flatMap((study) => study.partsOf(readResults(study.name) as never)),
  overviewPart(all),
];

test.each(parts)('$page shows the committed results: $name', ({ page, name, text }) => {
  const shown = name === undefined ? read(page) : markedPart(read(page), name);
  // Not toBe, which would print whole pictures.
  expect(shown === text, 'run study --redraw').toBe(true);
});

const eight = Array.from({ length: 8 }, (_, k) => k);
const settings = (seeds: readonly number[], ids: readonly string[]) =>
  seeds.flatMap((seed) => ids.flatMap((id) => eight.map((setting) => [seed, id, setting])));

test('the committed results are of every setting of every loss on every seed', () => {
  const tried = (runs: readonly Tried[]) => runs.map(({ seed, contender, setting }) => [seed, contender, setting]);
  const digitIds = digitRivals.map(({ id }) => id);
  expect(tried(digits.runs)).toEqual(settings(digitSeeds, digitIds));
  expect(digits.longer.map(({ seed, contender }) => [seed, contender])).toEqual(
    digitSeeds.slice(0, LONGER).flatMap((seed) => digitIds.map((id) => [seed, id])),
  );
  expect(tried(films.runs)).toEqual(
    settings(
      filmSeeds,
      filmRivals.map(({ id }) => id),
    ),
  );
  expect(volcano.runs.map(({ seed, contender, strength, start }) => [seed, contender, strength, start])).toEqual(
    Array.from({ length: surveys }, (_, k) =>
      contenders.flatMap((one) => settingsOf(one).map(({ strength, start }) => [k + 1, one.id, strength, start])),
    ).flat(),
  );
  expect(starts.runs.map(({ task, seed, link, rate, loss }) => [task, seed, link, rate, loss])).toEqual(
    startTasks.flatMap(({ id }) =>
      startSeeds.flatMap((seed) =>
        pairs.flatMap(({ link, rate }) => ['matching', 'linkSquared'].map((loss) => [id, seed, link, rate, loss])),
      ),
    ),
  );
});

test('films anew give the committed figures to the last digit', () => {
  const few = whole ? filmRivals : filmRivals.filter(({ id }) => id === 'exp' || id === 'listnet');
  const ids = few.map(({ id }) => id);
  expect(runSeed(loadFilms(), 11, few)).toEqual(
    films.runs.filter(({ seed, contender }) => seed === 11 && ids.includes(contender)),
  );
}, 240_000);

test('students of the digits anew give the committed figures to the last digit', async () => {
  await startBackend();
  const wanted = ({ id }: { readonly id: string }, setting: number) =>
    setting === 3 && (whole || id === 'decoupled' || id === 'compositeSigmoid');
  const anew = runRoom(loadRooms()(11), wanted);
  expect(anew.length).toBeGreaterThan(1);
  expect(anew).toEqual(
    digits.runs.filter(({ seed, contender, setting }) => seed === 11 && wanted({ id: contender }, setting)),
  );
}, 240_000);

test('a survey of the volcano anew gives the committed figures to the last digit', () => {
  const wanted = (id: string, strength: number, start: number) =>
    start === 2 && (whole || ((id === 'squared' || id === 'exp') && strength % 3 === 0 && strength < 6));
  const anew = runSurvey(loadTerrain(), 1, wanted).map(({ run }) => run);
  expect(anew.length).toBeGreaterThan(1);
  expect(anew).toEqual(
    volcano.runs.filter(({ seed, contender, strength, start }) => seed === 1 && wanted(contender, strength, start)),
  );
}, 240_000);

test('starts of a convex model anew give the committed figures to the last digit', () => {
  const otl = startTasks.find(({ id }) => id === 'otl')!;
  const few = whole ? pairs : pairs.slice(0, 1);
  const anew = runTask(otl, 1, few);
  expect(anew).toEqual(
    starts.runs.filter(
      ({ task, seed, link, rate }) =>
        task === 'otl' && seed === 1 && few.some((pair) => pair.link === link && pair.rate === rate),
    ),
  );
}, 240_000);
