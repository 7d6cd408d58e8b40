import { expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { readAll } from '../read-all.js';
import { contenders } from './contenders.js';
import { prepare, runSeed } from './experiment.js';
import { SEEDS } from './study.js';
import { readWords } from './vectors.js';

const { runs } = readAll().words;

test('the committed results are of every loss on 6 seeds, of six values each', () => {
  const names = ['none', 'all', ...contenders.map(({ id }) => id)];
  expect(runs.map(({ seed, contender }) => [seed, contender])).toEqual(
    SEEDS.flatMap((seed) => names.map((name) => [seed, name])),
  );
  expect(contenders.map(({ grid }) => grid.length)).toEqual(contenders.map(() => 6));
});

test.runIf(whole)('training anew gives the committed figures to the last digit', { timeout: 240_000 }, () => {
  const few = ['none', 'all', 'softmax', 'exp'];
  const anew = runSeed(readWords(), 1, prepare(contenders.filter(({ id }) => few.includes(id))));
  expect(anew).toEqual(runs.filter(({ seed, contender }) => seed === 1 && few.includes(contender)));
});
