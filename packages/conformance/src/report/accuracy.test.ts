import { expect, test } from 'vitest';
import { type Accuracy, accuracyOf, staleFigures } from './accuracy.js';
import type { CaseResult, Report } from './report.js';

const at = 'loss at ŝ = 1, s = 2';
const result = (family: string | undefined, worst: CaseResult['worst']): CaseResult => ({
  id: `values/${family}`,
  level: 'values',
  ...(family === undefined ? {} : { family }),
  status: 'passed',
  faults: [],
  known: [],
  deviations: [],
  worst,
});

const report = (...cases: readonly CaseResult[]): Report => ({
  backend: 'simple',
  precision: 'float32',
  quick: false,
  passed: true,
  skipped: 0,
  cases,
});

const figures = (share: number, family = 'matching exp'): Accuracy => ({
  backend: 'simple',
  precision: 'float32',
  families: { [family]: { loss: { share, ulp: 1, at } } },
  deviations: [],
});

test('figures are the largest of a family by output, rounded up to two digits', () => {
  const { backend, precision, families } = accuracyOf(
    report(
      result('matching exp', { loss: { share: 0.1201, ulp: 2.21, at: 'first' } }),
      result('matching exp', { loss: { share: 0.3, ulp: 4, at: 'second' }, gradient: { share: 1e-9, ulp: 0, at } }),
      result('matching exp', { loss: { share: 0.2, ulp: 9, at: 'third' } }),
      result(undefined, { loss: { share: 5, ulp: 5, at: 'of no family' } }),
    ),
  );
  expect({ backend, precision }).toEqual({ backend: 'simple', precision: 'float32' });
  expect(families).toEqual({
    'matching exp': { loss: { share: 0.3, ulp: 4, at: 'second' }, gradient: { share: 1e-9, ulp: 0, at } },
  });
});

test.each([
  [0.1201, 0.13],
  [0.12, 0.12],
  [0.0999, 0.1],
  [123.4, 130],
  [1.00001e-7, 1.1e-7],
  [0, 0],
  [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
])('%d is written %d', (share, figure) => {
  const { families } = accuracyOf(report(result('a', { loss: { share, ulp: share, at } })));
  expect(families.a?.loss).toEqual({ share: figure, ulp: figure, at });
});

test('a figure is never below what it stands for', () => {
  for (let share = 1e-6; share < 100; share *= 1.0137) {
    const figure = accuracyOf(report(result('a', { loss: { share, ulp: 1, at } }))).families.a?.loss?.share as number;
    expect(figure).toBeGreaterThanOrEqual(share * (1 - 1e-9));
    expect(figure).toBeLessThanOrEqual(share * 1.1 + 1e-15);
  }
});

test('a family that was run has its row, even with nothing to measure', () => {
  expect(accuracyOf(report(result('a', {}))).families).toEqual({ a: {} });
});

test('what goes beyond the bar by a known deviation is listed, and counts in no figure', () => {
  const deviation = { case: 'values/a', output: 'loss', size: 4, reason: 'the chip', reference: 'issue 7' };
  const worst = { loss: { share: 3, ulp: 50, at }, gradient: { share: 0.5, ulp: 8, at } };
  const deviating: CaseResult = { ...result('a', worst), status: 'deviates', deviations: [deviation] };
  const failing: CaseResult = { ...deviating, id: 'values/b', family: 'b', status: 'failed' };
  const { families, deviations } = accuracyOf(report(deviating, failing));
  expect(families.a).toEqual({ gradient: { share: 0.5, ulp: 8, at } });
  expect(families.b?.loss?.share).toBe(3);
  expect(deviations).toEqual([deviation]);
});

test('committed figures hold where they are met, or at most twice what is measured', () => {
  expect(staleFigures(figures(0.3), figures(0.3))).toEqual([]);
  expect(staleFigures(figures(0.3), figures(0.15))).toEqual([]);
  expect(staleFigures(figures(0), figures(0))).toEqual([]);
});

test('figures that are exceeded, or more than twice what is measured, are stale', () => {
  expect(staleFigures(figures(0.3), figures(0.31))).toEqual([
    'matching exp, loss: 0.31 of the bar is more than the committed 0.3',
  ]);
  expect(staleFigures(figures(0.3), figures(0.14))).toEqual([
    'matching exp, loss: the committed 0.3 is more than twice 0.14',
  ]);
});

test('rows and outputs of one side alone are stale', () => {
  expect(staleFigures(figures(0.3, 'old'), figures(0.2, 'new'))).toEqual([
    'old, loss: committed 0.3, measured undefined',
    'new, loss: committed undefined, measured 0.2',
  ]);
  expect(staleFigures({ ...figures(0.3), families: { 'matching exp': {} } }, figures(0.2))).toEqual([
    'matching exp, loss: committed undefined, measured 0.2',
  ]);
});

test('figures survive JSON', () => {
  const measured = accuracyOf(report(result('a', { loss: { share: 0.1201, ulp: 3.3, at } })));
  expect(staleFigures(JSON.parse(JSON.stringify(measured)), measured)).toEqual([]);
});
