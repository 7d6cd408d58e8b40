import { expect, test } from 'vitest';
import { fault } from '../fault.js';
import { reportMarkdown } from './markdown.js';
import type { CaseResult, Report } from './report.js';
import { reportText } from './text.js';

const at = 'gradient at ŝ = [3.34931588, 4.57300568, 1.5], s = [0.5577, 1, 2]';
const passed: CaseResult = {
  id: 'values/golden/matching(exp())',
  level: 'values',
  family: 'matching exp',
  status: 'passed',
  faults: [],
  known: [],
  deviations: [],
  worst: { loss: { share: 0.1234, ulp: 2.21, at: 'loss at ŝ = 1, s = 2' }, gradient: { share: 0.456, ulp: 7, at } },
};

const failed = (n: number, faults = 5): CaseResult => ({
  ...passed,
  id: `data/${n} of something`,
  level: 'data',
  status: 'failed',
  faults: Array.from({ length: faults }, (_, k) => fault('loss', `fault ${k} of ${n}`)),
  worst: {},
});

const deviating: CaseResult = {
  ...passed,
  id: 'values/operation exp',
  status: 'deviates',
  known: [fault('exp', 'a fault that is known', 3.1)],
  deviations: [{ case: 'values/operation exp', size: 4, reason: 'the chip', reference: 'issue 7' }],
  worst: {},
};

const report = (cases: readonly CaseResult[], more: Partial<Report> = {}): Report => ({
  backend: 'simple',
  precision: 'float32',
  quick: false,
  passed: cases.every(({ status }) => status !== 'failed'),
  skipped: 0,
  cases,
  ...more,
});

const linesOf = (...given: Parameters<typeof reportText>) => reportText(...given).split('\n');

test('a report that conforms says so in its last line, with the number of cases', () => {
  expect(linesOf(report([passed])).at(-1)).toBe('simple, float32 conforms: 1 cases');
  expect(linesOf(report([passed], { quick: true })).at(-1)).toBe('simple, float32, quick conforms: 1 cases');
  expect(linesOf(report([passed, failed(1)])).at(-1)).toBe('simple, float32 does not conform: 1 of 2 cases failed');
});

test('cases are counted by level and by how they ended', () => {
  const text = reportText(report([passed, deviating, failed(1), failed(2)]));
  expect(text).toMatch(/│ values +│ +1 │ +1 │ +0 │/);
  expect(text).toMatch(/│ data +│ +0 │ +0 │ +2 │/);
  expect(text).toMatch(/│ failures +│ +0 │ +0 │ +0 │/);
});

test('the table of accuracy has a line per family: shares, ulp and place of the largest', () => {
  const text = reportText(report([passed]));
  expect(text).toMatch(/│ matching exp │ +0\.13 │ +0\.46 │ +│ 7\.0 │ gradient at ŝ = \[3\.34931588, .*… │/);
  expect(reportText(report([failed(1)]))).not.toContain('Largest errors');
});

test('what has no size is called wrong', () => {
  const nan = { ...passed, worst: { loss: { share: Number.POSITIVE_INFINITY, ulp: Number.NaN, at: 'somewhere' } } };
  expect(reportText(report([nan]))).toMatch(/│ matching exp │ wrong │/);
});

test('failing cases come with their first faults', () => {
  const lines = linesOf(report([failed(1)]));
  const start = lines.indexOf('✗ data/1 of something');
  expect(lines.slice(start + 1, start + 5).map((line) => line.trim())).toEqual([
    ...['fault 0 of 1', 'fault 1 of 1', 'fault 2 of 1', '… and 2 more'],
  ]);
  expect(linesOf(report([failed(1)]), { faultsPerCase: 9 })).not.toContain('    … and 2 more');
});

test('thirty failing cases are shown, the others counted', () => {
  const text = reportText(report(Array.from({ length: 33 }, (_, k) => failed(k))));
  expect(text).toContain('✗ data/29 of something');
  expect(text).not.toContain('✗ data/30 of something');
  expect(text).toContain('… and 3 more cases: --json has them all');
});

test('known deviations are named with size, reason and reference', () => {
  expect(linesOf(report([deviating]))).toContain(
    '~ values/operation exp: 3.10 × the bar, up to 4 × known; the chip (issue 7)',
  );
});

test('cases that were not run are counted', () => {
  expect(reportText(report([failed(1)], { skipped: 700 }))).toContain(
    '700 cases were not run: complete the table first.',
  );
});

test('Markdown has the verdict, the table, deviations and failures', () => {
  const text = reportMarkdown(report([passed, deviating, failed(1)]));
  expect(text).toMatch(/^## simple, float32\n\nDoes not conform: 2 of 3 cases\./);
  expect(text).toMatch(/\| matching exp \| +0\.13 \| +0\.46 \| +\| 7\.0 \| gradient at ŝ = \[3\.34931588, 4\.57300568/);
  expect(text).toContain('Known deviations:\n\n- `values/operation exp`: up to 4 × the bar. the chip (issue 7).');
  expect(text).toContain('- **`data/1 of something`**\n  - fault 0 of 1\n  - fault 1 of 1\n  - fault 2 of 1');
  expect(reportMarkdown(report([passed]))).toContain('Conforms: 1 of 1 cases.');
});

test('a report survives JSON, but for sizes without end', () => {
  const whole = report([passed, deviating, failed(1)]);
  const back: Report = JSON.parse(JSON.stringify(whole));
  expect(back.cases.slice(0, 2)).toEqual(whole.cases.slice(0, 2));
  expect(back.cases[2]?.faults[0]).toEqual({ output: 'loss', message: 'fault 0 of 1', share: null });
  expect(reportText(back)).toBe(reportText(whole));
  expect(reportMarkdown(back)).toBe(reportMarkdown(whole));
});
