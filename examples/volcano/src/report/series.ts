import { contenders } from '../contenders.js';
import type { Errors } from '../measure.js';
import type { Results } from '../results.js';
import { errorOf } from '../summary.js';

export interface Point {
  readonly strength: number;
  readonly value: number;
  /** The ends of the interval, where there is one. */
  readonly low: number;
  readonly high: number;
}

export interface Series {
  readonly contender: string;
  readonly name: string;
  readonly points: readonly Point[];
}

/** A curve per loss; squared error, which has no strength, is drawn across. */
function seriesOf({ plan }: Results, pointOf: (contender: string, strength: number) => Omit<Point, 'strength'>) {
  return contenders.map(({ id, name, graded }): Series => {
    const points = plan.strengths.map((strength) => ({ strength, ...pointOf(id, graded ? strength : 0) }));
    return { contender: id, name, points };
  });
}

export const errorSeries = (results: Results, key: keyof Errors): readonly Series[] =>
  seriesOf(results, (contender, strength) => {
    const { mean, within } = errorOf(results.runs, { contender, strength }, key);
    return { value: mean, low: mean - (within ?? 0), high: mean + (within ?? 0) };
  });

export const spreadSeries = (results: Results, key: 'inside' | 'outside'): readonly Series[] =>
  seriesOf(results, (contender, strength) => {
    const value = results.spread.find((one) => one.contender === contender && one.strength === strength)![key];
    return { value, low: value, high: value };
  });
