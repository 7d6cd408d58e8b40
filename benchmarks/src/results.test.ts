import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pagesWith, partsOf, placesIn } from './page.js';
import { pagesHere } from './places.js';
import { resultsJson } from './results.js';
import type { Results } from './shape.js';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const pages = pagesHere();
const places = Object.values(pages).flatMap(placesIn);
const results = JSON.parse(read('results.json')) as Results;

test('the pages are what the committed results make of them', () => {
  expect(pages, 'run npx -y pnpm@10.34.9 bench --redraw').toEqual(pagesWith(pages, results));
});

test('every generated part has one place', () => {
  expect(new Set(places).size).toBe(places.length);
  expect(places).toEqual(expect.arrayContaining(partsOf(results).map(({ name }) => name)));
});

test('a part without a place is an error that says what to write', () => {
  expect(() => pagesWith({ 'speed.md': '# Speed\n' }, results)).toThrow("the comment '<!-- bench summary:'");
});

test('without results every place says so', () => {
  const text = Object.values(pagesWith(pages, {})).join('\n\n');
  for (const name of places.filter((place) => !/ran|bars/.test(place)))
    expect(text).toMatch(new RegExp(`<!-- ${name}[^\\n]*\\nNot measured yet\\.\\n\\n`));
});

test('the results are written as the program writes them', () => {
  expect(read('results.json')).toBe(resultsJson(results));
});
