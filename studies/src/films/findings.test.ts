import { expect, test } from 'vitest';
import { pairedMean, verdictOn } from '../choice.js';
import { valuesOf } from '../contest.js';
import { readAll } from '../read-all.js';
import { contestOf } from './pages.js';

const contest = contestOf(readAll().films);
const compared = contest.entrants
  .filter(({ isLink }) => isLink)
  .flatMap((link) => contest.entrants.filter(({ isLink }) => !isLink).map((rival) => [link.id, rival.id] as const));
const verdict = ([link, rival]: readonly [string, string]) =>
  verdictOn(pairedMean(valuesOf(contest, link), valuesOf(contest, rival)), 'higher');

test('of 28 comparisons no link wins, and the sinh link loses three', () => {
  expect(compared).toHaveLength(28);
  expect(compared.filter((pair) => verdict(pair) > 0)).toEqual([]);
  expect(compared.filter((pair) => verdict(pair) < 0)).toEqual([
    ['sinh', 'squared'],
    ['sinh', 'linkSquared'],
    ['sinh', 'listnet'],
  ]);
});
