import { getBorderCharacters, table } from 'table';
import { levels } from '../case.js';
import { accuracyOf } from './accuracy.js';
import type { CaseResult, Report } from './report.js';

/** How many failing cases a terminal shows. */
const casesShown = 30;

const outputs = ['loss', 'gradient', 'hessian'] as const;

function draw(rows: readonly (readonly string[])[]): string {
  return table(
    rows.map((row) => [...row]),
    {
      border: getBorderCharacters('norc'),
      columnDefault: { alignment: 'right' },
      columns: { 0: { alignment: 'left' } },
      drawHorizontalLine: (line, count) => line <= 1 || line === count,
    },
  );
}

export const percent = (share: number | undefined): string => {
  if (share === undefined) return '';
  return Number.isFinite(share) ? share.toPrecision(2) : 'wrong';
};

function levelTable({ cases }: Report): string {
  const rows = levels.map((level) => {
    const own = cases.filter((result) => result.level === level);
    const count = (status: CaseResult['status']) => String(own.filter((result) => result.status === status).length);
    return [level, count('passed'), count('deviates'), count('failed')];
  });
  return draw([['level', 'passed', 'known deviations', 'failed'], ...rows]);
}

function accuracyTable(report: Report): string {
  const { families } = accuracyOf(report);
  const rows = Object.entries(families).map(([family, row]) => {
    const sorted = Object.values(row).sort((x, y) => y.share - x.share);
    const [worst] = sorted;
    const shares = outputs.map((name) => percent(row[name]?.share));
    return [
      family,
      ...shares,
      worst === undefined ? '' : worst.ulp.toPrecision(2),
      worst === undefined ? '' : clip(worst.at),
    ];
  });
  return draw([['loss', ...outputs, 'ulp', 'where the largest is'], ...rows]);
}

const clip = (text: string) => (text.length > 50 ? `${text.slice(0, 49)}…` : text);

/** What failed: the ids of the first cases, and their first faults. */
function failures({ cases }: Report, most: number): string[] {
  const failed = cases.filter(({ status }) => status === 'failed');
  const more =
    failed.length > casesShown ? [`… and ${failed.length - casesShown} more cases: --json has them all`] : [];
  return failed
    .slice(0, casesShown)
    .flatMap(({ id, faults }) => [
      `✗ ${id}`,
      ...faults.slice(0, most).map(({ message }) => `    ${message}`),
      ...(faults.length > most ? [`    … and ${faults.length - most} more`] : []),
    ])
    .concat(more);
}

function deviations({ cases }: Report): string[] {
  return cases
    .filter(({ status }) => status === 'deviates')
    .flatMap(({ id, known, deviations: allowed }) => {
      const measured = Math.max(...known.map(({ share }) => share)).toPrecision(3);
      return allowed.map(
        ({ size, reason, reference }) =>
          `~ ${id}: ${measured} × the bar, up to ${size} × known; ${reason} (${reference})`,
      );
    });
}

/** A report for a terminal. Shares are of the largest error that is allowed, the bar; ulp those of the exact value. */
export function reportText(report: Report, { faultsPerCase = 3 } = {}): string {
  const { backend, precision, quick, passed, cases, skipped } = report;
  const failed = cases.filter(({ status }) => status === 'failed').length;
  const measured = cases.some(({ worst }) => Object.keys(worst).length > 0);
  const head = `${backend}, ${precision}${quick ? ', quick' : ''}`;
  const verdict = passed
    ? `conforms: ${cases.length} cases`
    : `does not conform: ${failed} of ${cases.length} cases failed`;
  return [
    head,
    levelTable(report),
    ...(measured
      ? [
          'Largest errors, as shares of the bar: (16 + 2κ) ulp of R in float32, (1e-13 + 2^-51·κ)·R in float64',
          accuracyTable(report),
        ]
      : []),
    ...deviations(report),
    ...failures(report, faultsPerCase),
    ...(skipped > 0 ? [`${skipped} cases were not run: complete the table first.`] : []),
    `${head} ${verdict}`,
  ].join('\n');
}
