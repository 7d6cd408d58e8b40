import { readFileSync } from 'node:fs';
import { markedPart } from '@lossmith-examples/rank-films/marked-part';
import { expect, test } from 'vitest';
import { partsOf } from './page.js';
import { resultsJson } from './results.js';
import type { Results } from './shape.js';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const page = read('../docs/performance.md');
const results = JSON.parse(read('results.json')) as Results;
const parts = partsOf(results);

test.each(parts)('the page shows the committed results: $name', ({ name, text }) => {
  expect(markedPart(page, name), 'run npx -y pnpm@10.34.9 bench --redraw').toBe(text);
});

test('the page has no table without results', () => {
  expect([...page.matchAll(/<!-- (bench [^:]*:)/g)].map((match) => match[1]!).sort()).toEqual(
    parts.map(({ name }) => name).sort(),
  );
});

test('the results are written as the program writes them', () => {
  expect(read('results.json')).toBe(resultsJson(results));
});
