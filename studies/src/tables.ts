import { meanOf } from '@lossmith-examples/volcano/interval';
import { formatMean, type Rows } from '@lossmith-examples/volcano/rows';
import { CONVERGED } from '@lossmith-examples/volcano/train';
import { rivals } from './contenders.js';
import { LINKS } from './links.js';
import type { Measures } from './measure.js';
import type { Results } from './results.js';
import { type Criterion, differenceOf, edgesOf, valuesOf, verdictOf } from './summary.js';
import { tasks } from './tasks.js';
import { unbroken } from './unbroken.js';

const nameOf = (contender: string) => rivals.find(({ id }) => id === contender)!.name;
const others = rivals.filter(({ id }) => !LINKS.some((link) => link === id));
const unstarted = 'squared error, one start';
const taskIds = tasks.map(({ id }) => id);

/** A row per loss, a column per task: means over seeds with their intervals. */
export const measureRows = (results: Results, by: Criterion, key: keyof Measures = by): Rows => [
  ['loss', ...taskIds],
  ...rivals.map(({ id, name }) => [
    name,
    ...taskIds.map((task) => formatMean(meanOf(valuesOf(results, task, id, by, key)), 3)),
  ]),
];

/** Error inside at one place of each grid, without any choice; of squared error the first start. */
export const fixedRows = (results: Results, place: 'weakest' | 'strongest'): Rows => [
  ['loss', ...taskIds],
  ...rivals.map(({ id, name, grid, graded }) => {
    const strength = place === 'weakest' || !graded ? grid[0] : grid.at(-1);
    const own = results.runs.filter((run) => run.contender === id && run.strength === strength);
    const cell = (task: string) =>
      formatMean(meanOf(own.filter((run) => run.task === task).map(({ test }) => test.inside)), 3);
    return [graded ? name : unstarted, ...taskIds.map(cell)];
  }),
];

/** On how many tasks each link is better than a rival, level with it, worse. */
export function verdictRows(results: Results, by: Criterion): Rows {
  const cell = (link: string, rival: string) => {
    const verdicts = taskIds.map((task) => verdictOf(results, task, link, rival, by));
    return [1, 0, -1].map((verdict) => verdicts.filter((one) => one === verdict).length).join('/');
  };
  return [
    ['rival', ...LINKS.map((link) => unbroken(nameOf(link)))],
    ...others.map(({ id, name }) => [name, ...LINKS.map((link) => cell(link, id))]),
  ];
}

/** Each link less each rival, paired by seed. */
export const pairedRows = (results: Results, by: Criterion): Rows => [
  ['link less rival', ...taskIds],
  ...LINKS.flatMap((link) =>
    others.map(({ id, name }) => [
      `${nameOf(link)} less ${name}`,
      ...taskIds.map((task) => formatMean(differenceOf(results, task, link, id, by), 3)),
    ]),
  ),
];

/** What was tried, how often a choice was an end of its grid, and which runs have not converged. */
export function effortRows(results: Results): Rows {
  const ends = (contender: string, by: Criterion) => {
    const { weakest, strongest, of } = edgesOf(results, taskIds, contender, by);
    return unbroken(`${weakest}/${strongest} of ${of}`);
  };
  const heads = ['settings', 'grid', 'ends, by precision', 'ends, by error inside', 'runs not converged'];
  return [
    ['loss', ...heads.map(unbroken)],
    ...rivals.map(({ id, name, grid, graded }) => {
      const runs = results.runs.filter(({ contender }) => contender === id);
      const open = runs.filter(({ slope }) => slope >= CONVERGED).length;
      const tried = graded ? [grid.join(','), ends(id, 'precision'), ends(id, 'inside')] : ['starts', '–', '–'];
      return [name, `${grid.length}`, ...tried, unbroken(`${open} of ${runs.length}`)];
    }),
  ];
}
