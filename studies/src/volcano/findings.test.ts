import { meanOf } from '@lossmith-examples/volcano/interval';
import { expect, test } from 'vitest';
import { pairedMean, verdictOn } from '../choice.js';
import { readAll } from '../read-all.js';
import { errorsOf, type Way } from './pages.js';
import type { Source } from './spread.js';

const found = readAll().volcano;
const mean = (id: string, way: Way, strength = 0) => meanOf(errorsOf(found, id, way, strength)).mean.toFixed(1);
const spread = (id: string, source: Source, place: 'inside' | 'outside') =>
  found.spreads.find((one) => one.contender === id && one.source === source && one.strength % 3 === 0)![place];

test('of six starts the exp link halves squared error’s error at 3, and keeps it at 6', () => {
  expect([mean('squared', 'training'), mean('exp', 'training', 3), mean('exp', 'training', 6)]).toEqual([
    '10.7',
    '5.4',
    '5.3',
  ]);
  expect(mean('target', 'training', 6)).toBe('39.3');
  expect(['squared', 'exp', 'larger', 'linkSquared'].map((id) => mean(id, 'all'))).toEqual([
    '10.0',
    '4.5',
    '4.7',
    '4.7',
  ]);
});

test('weights at max and (h(ŝ) − h(s))² are level with the exp link at every strength', () => {
  for (const rival of ['larger', 'linkSquared'])
    for (const strength of [1, 2, 3, 4, 6]) {
      const difference = pairedMean(
        errorsOf(found, 'exp', 'training', strength),
        errorsOf(found, rival, 'training', strength),
      );
      expect(verdictOn(difference, 'lower')).toBe(0);
    }
});

test('networks of the exp link lie further apart than those of squared error, in all ways', () => {
  const sources: readonly Source[] = ['starts', 'surveys', 'resamples', 'best starts'];
  const inside = (id: string) => sources.map((source) => spread(id, source, 'inside').toFixed(1));
  expect(inside('squared')).toEqual(['3.5', '4.6', '4.4', '3.8']);
  expect(inside('exp')).toEqual(['3.9', '4.9', '5.3', '4.0']);
  for (const source of sources)
    for (const id of ['exp', 'larger', 'linkSquared'])
      expect(spread(id, source, 'inside')).toBeGreaterThan(spread('squared', source, 'inside'));
  expect([spread('squared', 'starts', 'outside'), spread('exp', 'starts', 'outside')].map(Math.round)).toEqual([3, 21]);
});
