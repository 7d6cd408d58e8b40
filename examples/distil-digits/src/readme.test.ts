import { readFileSync } from 'node:fs';
import { markedPart } from '@lossmith-examples/rank-films/marked-part';
import { expect, test } from 'vitest';
import { contenders } from './contenders.js';
import { type Run, TEACHER } from './experiment.js';
import { differencesOf, pictureOf, tableOf } from './report.js';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const runs = JSON.parse(read('results.json')) as readonly Run[];

test('the committed results are of every contender on five seeds, with settings that it still has', () => {
  const names = [TEACHER, ...contenders.map(({ name }) => name)];
  expect(runs.map(({ contender, seed }) => [seed, contender])).toEqual(
    [1, 2, 3, 4, 5].flatMap((seed) => names.map((name) => [seed, name])),
  );
  for (const { contender, chosen } of runs.filter((run) => run.contender !== TEACHER)) {
    const { settings } = contenders.find(({ name }) => name === contender)!;
    expect(settings.map(({ loss, learningRate }) => ({ loss: loss.spec, learningRate }))).toContainEqual(chosen);
  }
});

test('README.md and the picture show the committed results', () => {
  expect(markedPart(read('README.md'), 'table')).toBe(tableOf(runs));
  expect(markedPart(read('README.md'), 'differences')).toBe(differencesOf(runs));
  expect(read('picture.svg')).toBe(pictureOf(runs));
});
