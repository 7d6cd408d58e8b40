import { meanOf } from '@lossmith-examples/volcano/interval';
import { markdownOf } from '@lossmith-examples/volcano/markdown';
import { formatMean, type Rows } from '@lossmith-examples/volcano/rows';
import { type Contest, chosenRuns, endsText, meanText, pairedRows, valuesOf } from '../contest.js';
import { ranText } from '../ran-text.js';
import type { Ran } from '../results.js';
import type { Part } from '../study.js';
import type { Run } from './experiment.js';
import { rivals } from './rivals.js';

export interface Found {
  readonly seeds: readonly number[];
  readonly runs: readonly Run[];
  /** The settings that were chosen, trained three times as long. */
  readonly longer: readonly Run[];
}

export const contestOf = ({ seeds, runs }: Found): Contest<Run> => ({
  entrants: rivals,
  seeds,
  runs,
  chooseBy: ({ validation }) => validation.topTwo,
  report: ({ test }) => test.topTwo,
});

/** Where the teacher's scores lie does not matter to the names of settings. */
const somewhere = { deviation: 1, second: 0 };

function gridOf(id: string): string {
  const names = rivals
    .find((rival) => rival.id === id)!
    .settingsFor(somewhere)
    .map(({ strength }) => strength);
  return [...new Set(names)].join(',') || 'starts';
}

const STEP = 2;
const ends = { first: (k: number) => k < STEP, last: (k: number) => k >= 8 - STEP };
const rates = { first: (k: number) => k % STEP === 0, last: (k: number) => k % STEP === 1 };

/** What three times the epochs change, on the seeds that had them. */
function longerText(found: Found, id: string): string {
  const longer = found.longer.filter(({ contender }) => contender === id);
  const before = valuesOf({ ...contestOf(found), seeds: longer.map(({ seed }) => seed) }, id);
  const gains = longer.map(({ test }, k) => test.topTwo - before[k]!);
  return gains.map((gain) => formatMean({ mean: gain, within: null }, 3)).join(', ');
}

export function digitRows(found: Found): Rows {
  const contest = contestOf(found);
  return [
    ['loss', 'top two', 'accuracy', 'strengths', 'ends', 'rate 0.01/0.03', 'three times as long'],
    ...rivals.map(({ id, name }) => [
      name,
      meanText(contest, id),
      formatMean(meanOf(chosenRuns(contest, id).map(({ test }) => test.accuracy)), 3),
      gridOf(id),
      gridOf(id) === 'starts' ? '–' : endsText(contest, id, ends),
      endsText(contest, id, rates),
      longerText(found, id),
    ]),
  ];
}

export const partsOf = (results: Found & { readonly ran: Ran }): readonly Part[] => [
  { page: 'README.md', name: 'digits ran', text: ranText(results.ran) },
  { page: 'README.md', name: 'digits table', text: markdownOf(digitRows(results)) },
  { page: 'README.md', name: 'digits pairs', text: markdownOf(pairedRows(contestOf(results))) },
];
