import type { Metrics } from './metrics.js';
import { LATE_MINUTES } from './region.js';
import type { Spread } from './summary.js';

export interface Column {
  readonly key: keyof Metrics;
  readonly title: string;
  readonly meaning: string;
  readonly better: 'lower' | 'higher';
  readonly percent: boolean;
  readonly digits: number;
}

/** What the tables show, in the terminal and in the report. */
export const columns: readonly Column[] = [
  {
    key: 'regionRmse',
    title: 'error inside',
    meaning: `RMSE in score units over flights more than ${LATE_MINUTES} minutes late`,
    better: 'lower',
    percent: false,
    digits: 2,
  },
  {
    key: 'restRmse',
    title: 'error outside',
    meaning: 'RMSE in score units over all other flights',
    better: 'lower',
    percent: false,
    digits: 2,
  },
  {
    key: 'falseAlarms',
    title: 'false alarms',
    meaning: `share predicted over ${LATE_MINUTES} minutes among the flights that were not`,
    better: 'lower',
    percent: true,
    digits: 1,
  },
  {
    key: 'found',
    title: 'late found',
    meaning: `share predicted over ${LATE_MINUTES} minutes among the flights that were`,
    better: 'higher',
    percent: true,
    digits: 1,
  },
  {
    key: 'auc',
    title: 'AUC',
    meaning: 'chance that a late flight is scored above one that was not late (0.5: blind)',
    better: 'higher',
    percent: false,
    digits: 3,
  },
];

export function formatValue({ percent, digits }: Column, value: number): string {
  return percent ? `${(value * 100).toFixed(digits)} %` : value.toFixed(digits);
}

export function formatSpread(column: Column, { mean, deviation }: Spread): string {
  const scale = column.percent ? 100 : 1;
  const spread = deviation === null ? '' : ` ± ${(deviation * scale).toFixed(column.digits)}`;
  return `${(mean * scale).toFixed(column.digits)}${spread}${column.percent ? ' %' : ''}`;
}
