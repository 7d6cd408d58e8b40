import { type Mean, meanOf } from '@lossmith-examples/volcano/interval';
import { rivals } from './contenders.js';
import type { Run } from './experiment.js';
import type { Measures } from './measure.js';
import type { Results } from './results.js';

/** By what the strength of a loss is chosen. */
export type Criterion = 'precision' | 'inside';

/** The strength of one seed that does best on the validation points; of equals the first on the grid. */
function bestOf(runs: readonly Run[], by: Criterion): Run {
  const sign = by === 'precision' ? -1 : 1;
  return runs.reduce((best, run) => (sign * run.validation[by] < sign * best.validation[by] ? run : best));
}

/** One run per seed, in the order of the seeds. */
export function chosenRuns({ runs, seeds }: Results, task: string, contender: string, by: Criterion): readonly Run[] {
  const own = runs.filter((run) => run.task === task && run.contender === contender);
  return Array.from({ length: seeds }, (_, k) =>
    bestOf(
      own.filter(({ seed }) => seed === k + 1),
      by,
    ),
  );
}

/** What is reported of a loss: on test points, at the strengths that were chosen. */
export const valuesOf = (results: Results, task: string, contender: string, by: Criterion, key: keyof Measures = by) =>
  chosenRuns(results, task, contender, by).map(({ test }) => test[key]);

/** One loss less another, paired by seed. */
export function differenceOf(results: Results, task: string, one: string, other: string, by: Criterion): Mean {
  const others = valuesOf(results, task, other, by);
  return meanOf(valuesOf(results, task, one, by).map((value, k) => value - others[k]!));
}

/** 1 where a link is better than a rival, −1 where it is worse, 0 where the interval holds 0. */
export function verdictOf(results: Results, task: string, link: string, rival: string, by: Criterion): number {
  const { mean, within } = differenceOf(results, task, link, rival, by);
  if (within === null || Math.abs(mean) <= within) return 0;
  return Math.sign(mean) * (by === 'precision' ? 1 : -1);
}

/** Of all choices of a loss, how many were the weakest and the strongest setting of its grid. */
export function edgesOf(results: Results, tasks: readonly string[], contender: string, by: Criterion) {
  const { grid } = rivals.find(({ id }) => id === contender)!;
  const chosen = tasks.flatMap((task) => chosenRuns(results, task, contender, by).map(({ strength }) => strength));
  const count = (strength: number) => chosen.filter((one) => one === strength).length;
  return { weakest: count(grid[0]!), strongest: count(grid.at(-1)!), of: chosen.length };
}
