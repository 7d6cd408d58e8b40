import { square } from './survey.js';

/** A mean over seeds and half the width of its 95 % interval; null of a single seed. */
export interface Mean {
  readonly mean: number;
  readonly within: number | null;
}

/** Student's t at 0.975 for 1 to 30 degrees of freedom (Fisher & Yates 1963, table III). */
const STUDENT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

export const MOST_SEEDS = STUDENT.length + 1;

export function meanOf(values: readonly number[]): Mean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, within: null };
  const squares = values.reduce((sum, value) => sum + square(value - mean), 0);
  return { mean, within: STUDENT[values.length - 2]! * Math.sqrt(squares / (values.length - 1) / values.length) };
}
