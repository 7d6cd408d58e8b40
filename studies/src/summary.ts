import type { Mean } from '@lossmith-examples/volcano/interval';
import { bestOf, pairedMean, verdictOn } from './choice.js';
import { rivals } from './contenders.js';
import type { Run } from './experiment.js';
import type { Measures } from './measure.js';
import type { Results } from './results.js';

/** By what the strength of a loss is chosen. */
export type Criterion = 'precision' | 'inside';

const better = (by: Criterion) => (by === 'precision' ? 'higher' : 'lower');

/** One run per seed, in the order of the seeds. */
export function chosenRuns({ runs, seeds }: Results, task: string, contender: string, by: Criterion): readonly Run[] {
  const own = runs.filter((run) => run.task === task && run.contender === contender);
  return Array.from({ length: seeds }, (_, k) =>
    bestOf(
      own.filter(({ seed }) => seed === k + 1),
      ({ validation }) => (better(by) === 'higher' ? validation[by] : -validation[by]),
    ),
  );
}

/** What is reported of a loss: on test points, at the strengths that were chosen. */
export const valuesOf = (results: Results, task: string, contender: string, by: Criterion, key: keyof Measures = by) =>
  chosenRuns(results, task, contender, by).map(({ test }) => test[key]);

/** One loss less another, paired by seed. */
export function differenceOf(results: Results, task: string, one: string, other: string, by: Criterion): Mean {
  return pairedMean(valuesOf(results, task, one, by), valuesOf(results, task, other, by));
}

/** 1 where a link is better than a rival, −1 where it is worse, 0 where the interval holds 0. */
export function verdictOf(results: Results, task: string, link: string, rival: string, by: Criterion): number {
  return verdictOn(differenceOf(results, task, link, rival, by), better(by));
}

/** Of all choices of a loss, how many were the weakest and the strongest setting of its grid. */
export function edgesOf(results: Results, tasks: readonly string[], contender: string, by: Criterion) {
  const { grid } = rivals.find(({ id }) => id === contender)!;
  const chosen = tasks.flatMap((task) => chosenRuns(results, task, contender, by).map(({ strength }) => strength));
  const count = (strength: number) => chosen.filter((one) => one === strength).length;
  return { weakest: count(grid[0]!), strongest: count(grid.at(-1)!), of: chosen.length };
}
