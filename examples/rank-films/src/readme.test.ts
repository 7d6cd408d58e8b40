import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contenders } from './contenders.js';
import { CHANCE, type Run, targetsOf } from './experiment.js';
import { loadFilms } from './films.js';
import { markedPart } from './marked-part.js';
import { prepare } from './prepare.js';
import { choicesOf, pictureOf, tableOf } from './report.js';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const runs = JSON.parse(read('results.json')) as readonly Run[];

test('the committed results are of every contender on eight seeds, with settings that it still has', () => {
  const names = [CHANCE, ...contenders.map(({ name }) => name)];
  expect(runs.map(({ contender, seed }) => [seed, contender])).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].flatMap((seed) => names.map((name) => [seed, name])),
  );
  const films = loadFilms();
  const targets = new Map([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => [seed, targetsOf(prepare(films, seed))]));
  for (const { contender, seed, chosen } of runs.filter((run) => run.contender !== CHANCE)) {
    const settings = contenders.find(({ name }) => name === contender)!.settingsFor(targets.get(seed)!);
    const { loss, learningRate } = chosen;
    expect(settings.map((one) => ({ loss: one.loss.spec, learningRate: one.learningRate }))).toContainEqual({
      loss,
      learningRate,
    });
  }
});

test('README.md and the picture show the committed results', () => {
  expect(markedPart(read('README.md'), 'table')).toBe(tableOf(runs));
  expect(markedPart(read('README.md'), 'choices')).toBe(choicesOf(runs));
  expect(read('picture.svg')).toBe(pictureOf(runs));
});
