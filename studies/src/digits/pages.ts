import { meanOf } from '@lossmith-examples/volcano/interval';
import { markdownOf } from '@lossmith-examples/volcano/markdown';
import { formatMean, type Rows } from '@lossmith-examples/volcano/rows';
import { chosenRuns, endsText, meanText, pairedRows, valuesOf } from '../contest.js';
import { ranText } from '../ran-text.js';
import type { Ran } from '../results.js';
import type { Part } from '../study.js';
import { unbroken } from '../unbroken.js';
import { contestOf } from './contest.js';
import type { Run } from './experiment.js';
import { rivals } from './rivals.js';
import { LEARNING_RATES, SETTINGS } from './settings.js';

export interface Found {
  readonly seeds: readonly number[];
  readonly runs: readonly Run[];
  /** The settings that were chosen, trained three times as long. */
  readonly longer: readonly Run[];
}

/** Where the teacher's scores lie does not matter to the names of settings. */
const somewhere = { deviation: 1, second: 0 };

/** The strengths of a loss; '' if it has none. */
function gridOf(id: string): string {
  const settings = rivals.find((rival) => rival.id === id)!.settingsFor(somewhere);
  return [...new Set(settings.map(({ strength }) => strength))].join(',');
}

/** Strengths come in the order of the grid, each with two learning rates. */
const RATES = LEARNING_RATES.length;
const ends = { first: (k: number) => k < RATES, last: (k: number) => k >= SETTINGS - RATES };
const rates = { first: (k: number) => k % RATES === 0, last: (k: number) => k % RATES === 1 };

/** What three times the epochs change, for each seed that had them. */
export function gainsOf({ runs, longer }: Found, id: string): readonly number[] {
  const own = longer.filter(({ contender }) => contender === id);
  const seeds = own.map(({ seed }) => seed);
  const before = valuesOf(contestOf(seeds, runs), id);
  return own.map(({ test }, k) => test.topTwo - before[k]!);
}

const longerText = (found: Found, id: string) =>
  gainsOf(found, id)
    .map((gain) => formatMean({ mean: gain, within: null }, 3))
    .join(', ');

function digitRows(found: Found): Rows {
  const contest = contestOf(found.seeds, found.runs);
  const heads = ['loss', 'top two agree', 'accuracy', 'strengths', 'ends', 'learning rate 0.01/0.03', '45 epochs add'];
  return [
    heads.map(unbroken),
    ...rivals.map(({ id, name }) => [
      name,
      meanText(contest, id),
      formatMean(meanOf(chosenRuns(contest, id).map(({ test }) => test.accuracy)), 3),
      gridOf(id) || '–',
      gridOf(id) === '' ? '–' : endsText(contest, id, ends),
      endsText(contest, id, rates),
      unbroken(longerText(found, id)),
    ]),
  ];
}

export const partsOf = (results: Found & { readonly ran: Ran }): readonly Part[] => [
  { page: 'README.md', name: 'digits ran', text: ranText(results.ran) },
  { page: 'README.md', name: 'digits table', text: markdownOf(digitRows(results)) },
  { page: 'README.md', name: 'digits pairs', text: markdownOf(pairedRows(contestOf(results.seeds, results.runs))) },
];
