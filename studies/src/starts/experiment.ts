import { quantile } from '@lossmith-examples/volcano/survey';
import { dataOf } from '../data.js';
import { SHARE } from '../measure.js';
import { rounded } from '../rounded.js';
import type { Simulation } from '../simulation.js';
import { linearOf, type Pair, pairs, startsOf, trainFrom } from './convex.js';

/** Of 50 starts each: near, and wide. */
const DEVIATIONS = { near: 1, wide: 5 } as const;
export const STARTS = 50;
/** More than this share above the lowest end of all starts. */
const ABOVE = 0.01;

export interface Missed {
  readonly task: string;
  readonly seed: number;
  readonly link: Pair['link'];
  readonly rate: number;
  readonly loss: 'matching' | 'linkSquared';
  /** Of near and of wide starts, how many ended above the lowest end of all. */
  readonly near: number;
  readonly wide: number;
  /** The highest end by the lowest. */
  readonly worst: number;
}

/** Each pair of losses on one draw of a task, from the same starts. */
export function runTask(task: Simulation, seed: number, only: readonly Pair[] = pairs): readonly Missed[] {
  const { places, scores } = dataOf(task, seed).training;
  const points = linearOf(places, scores);
  const known = { scores, edge: quantile(scores, 1 - SHARE) };
  const starts = Object.values(DEVIATIONS).flatMap((deviation) => startsOf(STARTS, points.width, deviation, seed));
  return only.flatMap(({ link, rate, lossesFor }) =>
    Object.entries(lossesFor(known)).map(([name, loss]): Missed => {
      const ends = trainFrom(loss, points, starts).map(({ value }) => value);
      const lowest = Math.min(...ends);
      // A value that is not finite is a miss too.
      const missed = ends.map((value) => !(value <= (1 + ABOVE) * lowest));
      const count = (from: number) => missed.slice(from, from + STARTS).filter(Boolean).length;
      const counts = { near: count(0), wide: count(STARTS) };
      const worst = rounded(Math.max(...ends) / lowest);
      return { task: task.id, seed, link, rate, loss: name as Missed['loss'], ...counts, worst };
    }),
  );
}
