import { meanOf } from '@lossmith-examples/volcano/interval';
import { median, quantile } from 'd3-array';

/** A median, and half the distance between the quartiles: half of all measurements lie about so near. A single measurement has no spread. */
export interface Spread {
  readonly median: number;
  readonly within: number | null;
}

export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values)!,
  within: values.length < 2 ? null : (quantile(values, 0.75)! - quantile(values, 0.25)!) / 2,
});

/** Measurements of the same round divided: what slows a whole round down leaves them as they are. */
export const ratiosOf = (values: readonly number[], others: readonly number[]): number[] =>
  values.map((value, round) => value / others[round]!);

/** A ratio with its 95 % interval. */
export interface Interval {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The geometric mean of ratios with its 95 % interval by Student's t of their logarithms. Each is to come from processes of its own: within a process the layout of
 * memory and what the engine made of the code are the same for all rounds (Kalibera & Jones 2013, "Rigorous benchmarking in reasonable time", ISMM).
 */
export function intervalOf(ratios: readonly number[]): Interval {
  const { mean, within } = meanOf(ratios.map(Math.log));
  const half = within ?? Number.POSITIVE_INFINITY;
  return { ratio: Math.exp(mean), low: Math.exp(mean - half), high: Math.exp(mean + half) };
}
