import { drawDotPlot } from '@lossmith-examples/rank-films/dot-plot';
import { formatDifference, formatMean } from '@lossmith-examples/rank-films/format-mean';
import { meanOf, paired } from '@lossmith-examples/rank-films/statistics';
import { contenders } from './contenders.js';
import { type Run, TEACHER } from './experiment.js';
import type { Quality } from './measure.js';

const REFERENCE = 'Hinton';

interface Column {
  readonly key: keyof Quality;
  readonly title: string;
  readonly digits: number;
  /** Shares are shown in percent. */
  readonly unit: number;
}

const columns: readonly Column[] = [
  { key: 'accuracy', title: 'accuracy, %', digits: 1, unit: 100 },
  { key: 'topTwo', title: 'top two agree, %', digits: 1, unit: 100 },
  { key: 'marginError', title: 'margin error', digits: 2, unit: 1 },
];

/** One number per seed, in the order of the seeds. */
const valuesOf = (runs: readonly Run[], contender: string, { key, unit }: Column) =>
  runs.filter((run) => run.contender === contender).map((run) => run[key] * unit);

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

/** Means over seeds ± standard errors, as Markdown. */
export function tableOf(runs: readonly Run[]): string {
  const rows = [TEACHER, ...contenders.map(({ name }) => name)].map((name) =>
    row([name, ...columns.map((column) => formatMean(meanOf(valuesOf(runs, name, column)), column.digits))]),
  );
  return `${[row(['learnt by', ...columns.map(({ title }) => title)]), '|---|---:|---:|---:|', ...rows].join('\n')}\n`;
}

/** What each gains on Hinton's loss on the same seed, as Markdown. */
export function differencesOf(runs: readonly Run[]): string {
  const cell = (name: string, column: Column) =>
    formatDifference(meanOf(paired(valuesOf(runs, name, column), valuesOf(runs, REFERENCE, column))), column.digits);
  const rows = contenders
    .filter(({ name }) => name !== REFERENCE)
    .map(({ name }) => row([name, ...columns.map((column) => cell(name, column))]));
  const head = row([`less ${REFERENCE}`, ...columns.map(({ title }) => title)]);
  return `${[head, '|---|---:|---:|---:|', ...rows].join('\n')}\n`;
}

export function pictureOf(runs: readonly Run[]): string {
  const names = contenders.map(({ name }) => name);
  const panels = columns.map((column) => ({
    title: column.title,
    rows: names.map((name) => valuesOf(runs, name, column)),
    digits: column.unit === 100 ? 0 : 1,
  }));
  return drawDotPlot(
    names,
    panels,
    'Accuracy, agreement of the top two classes and error of their margin, seed by seed',
  );
}
