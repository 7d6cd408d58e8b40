import { expect, test } from 'vitest';
import { readResults } from '../read-all.js';
import { type Found, missesOf } from './pages.js';

const { runs } = readResults('starts') as Found;
const of = (loss: string, link: string, rate: number) =>
  runs.filter((run) => run.loss === loss && run.link === link && run.rate === rate);

test('links miss from no start, the squared sigmoid of rate 3 from 22 of 200 wide ones', () => {
  const links = runs.filter(({ loss }) => loss === 'matching');
  expect([missesOf(links, 'near'), missesOf(links, 'wide')].map(({ missed }) => missed)).toEqual([0, 0]);
  expect(missesOf(of('linkSquared', 'sigmoid', 3), 'wide')).toEqual({ missed: 22, of: 200 });
  expect(missesOf(of('linkSquared', 'sigmoid', 3), 'near')).toEqual({ missed: 0, of: 200 });
  expect(missesOf(of('linkSquared', 'exp', 3), 'wide').missed).toBe(4);
  const atOne = ['sigmoid', 'exp'].map((link) => missesOf(of('linkSquared', link, 1), 'wide').missed);
  expect(atOne).toEqual([1, 0]);
});
