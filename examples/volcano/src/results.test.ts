import { readFileSync } from 'node:fs';
import { markedPart } from '@lossmith-examples/rank-films/marked-part';
import { expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { contenders, STRENGTHS } from './contenders.js';
import { expectedText } from './expected.js';
import { heightsOf, runSeed, strengthsOf } from './experiment.js';
import { describeFindings } from './findings.js';
import { markdownOf } from './markdown.js';
import { drawPicture } from './report/picture.js';
import { renderReport } from './report/report.js';
import type { Results } from './results.js';
import { comparisonRows, errorRows } from './rows.js';
import { errorOf } from './summary.js';
import { quantile } from './survey.js';
import { loadTerrain } from './terrain.js';
import { CONVERGED } from './train.js';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const results = JSON.parse(read('results.json')) as Results;
const { runs, shown } = results;
const terrain = loadTerrain();
const error = (contender: string, strength: number, key: 'matters' | 'highest' | 'rest' = 'matters') =>
  errorOf(runs, { contender, strength }, key).mean;

function medianOf(contender: string, strength: number): number {
  const own = runs.filter((run) => run.contender === contender && run.strength === strength);
  return quantile(
    own.map(({ errors }) => errors.matters),
    0.5,
  );
}

test('the committed results are of every loss at every strength on 20 seeds', () => {
  expect(results.plan).toEqual({ seeds: 20, strengths: STRENGTHS });
  const settings = contenders.flatMap((one) => strengthsOf(one, STRENGTHS).map((strength) => [one.id, strength]));
  const seeds = Array.from({ length: 20 }, (_, k) => k + 1);
  expect(runs.map(({ contender, strength, seed }) => [seed, contender, strength])).toEqual(
    seeds.flatMap((seed) => settings.map((setting) => [seed, ...setting])),
  );
});

test('READMEs and pictures show the committed results', () => {
  const table = markdownOf(errorRows(results, 'matters'));
  expect(markedPart(read('README.md'), 'demo table')).toBe(table);
  expect(markedPart(read('../../README.md'), 'demo table')).toBe(table);
  expect(markedPart(read('README.md'), 'expected')).toBe(expectedText(results));
  // Not toBe, which would print both.
  expect(read('../../docs/volcano.svg') === drawPicture(terrain, results), 'run demo --redraw').toBe(true);
});

test('what README.md says of the exp link is so', () => {
  const halves = (strength: number) => medianOf('exp', strength) / medianOf('squared', 0);
  expect([halves(3), halves(4)].map((share) => share.toFixed(2))).toEqual(['0.48', '0.53']);
  const astray = runs.filter(
    ({ contender, strength, errors }) => contender === 'exp' && strength === 3 && errors.matters > 12,
  );
  expect(astray.map(({ seed, errors }) => [seed, Math.round(errors.matters)])).toEqual([[11, 41]]);
  const ofLarger = runs.filter(({ contender }) => contender === 'larger').map(({ errors }) => errors.matters);
  expect([ofLarger.length, Math.max(...ofLarger).toFixed(1)]).toEqual([100, '11.1']);
  expect(error('exp', 6)).toBeLessThan(error('squared', 0));
  expect(error('target', 6)).toBeGreaterThan(3 * error('squared', 0));
  expect([error('exp', 3, 'rest'), error('squared', 0, 'rest')].map(Math.round)).toEqual([23, 6]);
  const inside = STRENGTHS.map((strength) => error('target', strength, 'highest'));
  expect([Math.min(...inside), Math.max(...inside)].map((value) => value.toFixed(1))).toEqual(['4.9', '6.3']);
  expect(error('region', 3, 'rest') - error('squared', 0, 'rest')).toBeCloseTo(2, 0);
  expect(
    comparisonRows(results)
      .find(([name]) => name === 'weights at max(s, ŝ)')!
      .at(-1),
  ).toBe('1.1 ± 1.4 (6)');
});

test('what README.md says of medians is so', () => {
  expect(read('README.md')).toContain(`its median there is ${medianOf('exp', 3).toFixed(1)} m`);
  expect(read('README.md')).toContain(
    `has one at strength 4, where its median is ${medianOf('linkSquared', 4).toFixed(1)} m`,
  );
});

test('what README.md says of the crater is so', () => {
  // Its bottom, the lowest cell inside the rim.
  const bottom = 27 * terrain.width + 29;
  const off = (contender: string) => {
    const { model } = shown.find((one) => one.contender === contender)!;
    return Math.round(heightsOf(model, terrain)[bottom]! - terrain.heights[bottom]!);
  };
  expect([off('squared'), off('exp')]).toEqual([33, 17]);
  expect(read('README.md')).toContain('33 m too high at its bottom');
});

test('what README.md says of convergence is so', () => {
  const open = runs.filter(({ slope }) => slope >= CONVERGED);
  expect(open.map(({ contender, strength, seed }) => [contender, strength, seed])).toEqual([['target', 4, 1]]);
  expect(Math.max(...runs.map(({ slope }) => slope)).toFixed(4)).toBe('0.0023');
  const steps = runs.map((run) => run.steps);
  expect(read('README.md')).toContain(
    `after ${Math.min(...steps)} to ${Math.max(...steps).toLocaleString('en')} steps`,
  );
  expect(describeFindings(results).at(-1)).toContain('Above 0.001: weights at the target at 4, seed 1.');
});

test('training a seed anew gives its figures to the last digit', () => {
  const strengths = whole ? STRENGTHS : [3];
  const anew = runSeed(terrain, 1, strengths).map(({ run }) => run);
  const known = runs.filter(({ seed, strength }) => seed === 1 && [0, ...strengths].includes(strength));
  expect(anew).toEqual(known);
});

test('the report loads nothing from anywhere', () => {
  // The namespace of SVG is a name, not an address to load from; nothing else may look like one.
  const page = renderReport(terrain, results).replaceAll('http://www.w3.org/2000/svg', '');
  expect(page.match(/https?:|<script|<link(?! rel="icon" href="data:,")|@import|url\((?!#)|src=/gi)).toBeNull();
});
