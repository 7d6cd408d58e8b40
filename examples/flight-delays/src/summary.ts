import { contenders } from './contenders.js';
import type { Run } from './experiment.js';
import type { Metrics } from './metrics.js';

export interface Spread {
  readonly mean: number;
  /** Sample standard deviation over seeds; nothing to say about one seed. */
  readonly deviation: number | null;
}

export interface SummaryRow {
  readonly contender: string;
  readonly name: string;
  readonly metrics: Readonly<Record<keyof Metrics, Spread>>;
}

export const metricKeys = ['regionRmse', 'restRmse', 'falseAlarms', 'found', 'auc'] as const;

export function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, deviation: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

/** The values of one metric, one per seed, in the order of the seeds. */
export function valuesOf(runs: readonly Run[], contender: string, key: keyof Metrics): readonly number[] {
  return runs.filter((run) => run.contender === contender).map((run) => run.metrics[key]);
}

export function summarize(runs: readonly Run[]): readonly SummaryRow[] {
  return contenders.map(({ id, name }) => {
    const spread = (key: keyof Metrics) => spreadOf(valuesOf(runs, id, key));
    const entries = metricKeys.map((key) => [key, spread(key)] as const);
    return { contender: id, name, metrics: Object.fromEntries(entries) as SummaryRow['metrics'] };
  });
}
