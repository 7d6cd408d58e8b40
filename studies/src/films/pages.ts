import { markdownOf } from '@lossmith-examples/volcano/markdown';
import type { Rows } from '@lossmith-examples/volcano/rows';
import { CONVERGED } from '@lossmith-examples/volcano/train';
import { type Contest, endsText, meanText, pairedRows } from '../contest.js';
import { ranText } from '../ran-text.js';
import type { Ran } from '../results.js';
import type { Part } from '../study.js';
import { unbroken } from '../unbroken.js';
import type { Run } from './experiment.js';
import { rivals } from './rivals.js';

export interface Found {
  readonly seeds: readonly number[];
  readonly runs: readonly Run[];
}

export const contestOf = ({ seeds, runs }: Found): Contest<Run> => ({
  entrants: rivals,
  seeds,
  runs,
  chooseBy: ({ validation }) => validation,
  report: ({ test }) => test,
});

const DECAYS = 2;
/** Strengths come in the order of the grid, each with two pulls; squared error has pulls alone. */
const perStrength = (id: string) => (id === 'squared' ? 1 : DECAYS);

/** Where the scores of the known films lie does not matter to the names of settings. */
const somewhere = { scores: Float64Array.of(-1, 0, 1), edge: 1 };

function gridOf(id: string): string {
  const settings = rivals.find((rival) => rival.id === id)!.settingsFor(somewhere);
  const names = settings.map(({ strength, decay }) => (id === 'squared' ? `${decay}` : strength));
  return [...new Set(names)].join(',');
}

function filmRows(found: Found): Rows {
  const contest = contestOf(found);
  return [
    ['loss', 'NDCG@5', 'strengths (squared error: λ)', 'ends', 'λ = 0.03/0.3', 'not converged'].map(unbroken),
    ...rivals.map(({ id, name }) => {
      const step = perStrength(id);
      const ends = { first: (k: number) => k < step, last: (k: number) => k >= 8 - step };
      const pulls = { first: (k: number) => k % DECAYS === 0, last: (k: number) => k % DECAYS === 1 };
      const own = found.runs.filter(({ contender }) => contender === id);
      const open = own.filter(({ slope }) => slope >= CONVERGED).length;
      return [
        name,
        meanText(contest, id),
        gridOf(id),
        endsText(contest, id, ends),
        id === 'squared' ? '–' : endsText(contest, id, pulls),
        unbroken(`${open} of ${own.length}`),
      ];
    }),
  ];
}

export const partsOf = (results: Found & { readonly ran: Ran }): readonly Part[] => [
  { page: 'README.md', name: 'films ran', text: ranText(results.ran) },
  { page: 'README.md', name: 'films table', text: markdownOf(filmRows(results)) },
  { page: 'README.md', name: 'films pairs', text: markdownOf(pairedRows(contestOf(results))) },
];
