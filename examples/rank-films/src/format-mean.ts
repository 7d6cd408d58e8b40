import type { Mean } from './statistics.js';

const minus = (text: string) => text.replace('-', '−');

/** '0.651 ± 0.012'. */
export function formatMean({ mean, error }: Mean, digits: number): string {
  const spread = error === undefined ? '' : ` ± ${error.toFixed(digits)}`;
  return minus(`${mean.toFixed(digits)}${spread}`);
}

/** '+0.012 ± 0.004': of differences. */
export const formatDifference = (value: Mean, digits: number): string =>
  `${value.mean.toFixed(digits).startsWith('-') ? '' : '+'}${formatMean(value, digits)}`;
