import { type Mean, meanOf } from '@lossmith-examples/volcano/interval';

/** The run that is best on held-out data; of equals the first on the grid. */
export const bestOf = <Run>(runs: readonly Run[], worthOf: (run: Run) => number): Run =>
  runs.reduce((best, run) => (worthOf(run) > worthOf(best) ? run : best));

/** One less another, seed by seed. */
export const pairedMean = (values: readonly number[], others: readonly number[]): Mean =>
  meanOf(values.map((value, k) => value - others[k]!));

/** 1 where a difference is better, −1 where it is worse, 0 where its interval holds 0. */
export function verdictOn({ mean, within }: Mean, better: 'higher' | 'lower'): number {
  if (within === null || Math.abs(mean) <= within) return 0;
  return Math.sign(mean) * (better === 'higher' ? 1 : -1);
}
