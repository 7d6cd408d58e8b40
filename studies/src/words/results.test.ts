import { readFileSync } from 'node:fs';
import { markedPart } from '@lossmith-examples/rank-films/marked-part';
import { expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import type { Results } from '../results.js';
import { contenders } from './contenders.js';
import { prepare, type Run, runSeed } from './experiment.js';
import { partsOf } from './pages.js';
import { readWords } from './vectors.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const results = JSON.parse(read('words.json')) as Results<Run>;

test('the committed results are of every loss on 6 seeds', () => {
  const names = ['none', 'all', ...contenders.map(({ id }) => id)];
  expect(results.runs.map(({ seed, contender }) => [seed, contender])).toEqual(
    [1, 2, 3, 4, 5, 6].flatMap((seed) => names.map((name) => [seed, name])),
  );
  expect(contenders.map(({ grid }) => grid.length)).toEqual(contenders.map(() => 6));
});

test.each(partsOf(results))('$page shows the committed results: $name', ({ page, name, text }) => {
  expect(markedPart(read(page), name), 'run study:words --redraw').toBe(text);
});

test.runIf(whole)('training anew gives the committed figures to the last digit', { timeout: 240_000 }, () => {
  const few = ['none', 'all', 'squared', 'softmax', 'exp'];
  const anew = runSeed(readWords(), 1, prepare(contenders.filter(({ id }) => few.includes(id))));
  expect(anew).toEqual(results.runs.filter(({ seed, contender }) => seed === 1 && few.includes(contender)));
});
