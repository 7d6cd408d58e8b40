import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pageWith, partsOf, placesIn } from './page.js';
import { resultsJson } from './results.js';
import type { Results } from './shape.js';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const page = read('../docs/performance.md');
const results = JSON.parse(read('results.json')) as Results;

test('the page is what the committed results make of it', () => {
  expect(page, 'run npx -y pnpm@10.34.9 bench --redraw').toBe(pageWith(page, results));
});

test('every generated part has one place', () => {
  const places = placesIn(page);
  expect(new Set(places).size).toBe(places.length);
  expect(places).toEqual(expect.arrayContaining(partsOf(results).map(({ name }) => name)));
});

test('a part without a place is an error that says what to write', () => {
  expect(() => pageWith('# Speed\n', results)).toThrow("no comment '<!-- bench summary:'");
});

test('without results every place says so', () => {
  const text = pageWith(page, {});
  for (const name of placesIn(page).filter((place) => !/ran|bars/.test(place)))
    expect(text).toMatch(new RegExp(`<!-- ${name}[^\\n]*\\nNot measured yet\\.\\n\\n`));
});

test('the results are written as the program writes them', () => {
  expect(read('results.json')).toBe(resultsJson(results));
});
