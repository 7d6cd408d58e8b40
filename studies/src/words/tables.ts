import { meanOf } from '@lossmith-examples/volcano/interval';
import { formatMean, type Rows } from '@lossmith-examples/volcano/rows';
import { pairedMean } from '../choice.js';
import { unbroken } from '../unbroken.js';
import { contenders } from './contenders.js';
import type { Run } from './experiment.js';
import type { Measures } from './measure.js';

export interface Found {
  readonly seeds: readonly number[];
  readonly runs: readonly Run[];
}

const rows = [
  { id: 'none', name: '6 leading components, untrained' },
  ...contenders,
  { id: 'all', name: 'all 32 components' },
];

/** By seed. */
export const valuesOf = ({ runs }: Found, contender: string, key: keyof Measures): readonly number[] =>
  runs.filter((run) => run.contender === contender).map((run) => run[key]);

/** A row per loss: both measures, and recall less that of two rivals. */
export const measureRows = (results: Found): Rows => [
  ['loss', 'recall', 'NDCG@10', 'recall less squared error’s', 'recall less Softmax’s'].map((head, k) =>
    k === 0 ? head : unbroken(head),
  ),
  ...rows.map(({ id, name }) => [
    name,
    formatMean(meanOf(valuesOf(results, id, 'recall')), 3),
    formatMean(meanOf(valuesOf(results, id, 'ndcg')), 3),
    ...['squared', 'softmax'].map((rival) =>
      id === rival
        ? ''
        : formatMean(pairedMean(valuesOf(results, id, 'recall'), valuesOf(results, rival, 'recall')), 3),
    ),
  ]),
];

/** What was tried, how often a choice was an end of its grid, and which runs have not converged. */
export const effortRows = ({ runs }: Found): Rows => [
  ['loss', 'number', 'values', 'ends', unbroken('not converged')],
  ...contenders.map(({ id, name, number, grid }) => {
    const own = runs.filter(({ contender }) => contender === id);
    const count = (value: number) => own.filter(({ chosen }) => chosen === value).length;
    const open = own.reduce((sum, run) => sum + run.open, 0);
    const ends = number === 'starts' ? '–' : `${count(grid[0]!)}/${count(grid.at(-1)!)} of ${own.length}`;
    const cells = [number, grid.join(','), ends, `${open} of ${own.length * grid.length}`];
    return [name, ...cells.map(unbroken)];
  }),
];
