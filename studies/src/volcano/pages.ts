import { contenders, STRENGTHS } from '@lossmith-examples/volcano/contenders';
import { type Mean, meanOf } from '@lossmith-examples/volcano/interval';
import { markdownOf } from '@lossmith-examples/volcano/markdown';
import { formatMean, type Rows } from '@lossmith-examples/volcano/rows';
import { CONVERGED } from '@lossmith-examples/volcano/train';
import { bestOf, pairedMean } from '../choice.js';
import { ranText } from '../ran-text.js';
import type { Ran } from '../results.js';
import type { Part } from '../study.js';
import { unbroken } from '../unbroken.js';
import { type Run, STARTS } from './crossed.js';
import type { Source, Spread } from './spread.js';
import { drawSpread } from './spread-picture.js';

export interface Found {
  readonly seeds: number;
  readonly spreads: readonly Spread[];
  readonly runs: readonly Run[];
}

/** How the start is chosen, and in the last way the strength too. */
export type Way = 'training' | 'held' | 'all';

const worthOf = (way: Way) => (run: Run) => (way === 'training' ? -run.training : -run.held.matters);

/** One run per survey: of six starts at a strength, or of all thirty networks of a loss. */
function chosenRuns({ runs, seeds }: Found, contender: string, way: Way, strength: number): readonly Run[] {
  const own = runs.filter((run) => run.contender === contender);
  const tried = way === 'all' ? own : own.filter((run) => run.strength === strength && run.start < STARTS);
  return Array.from({ length: seeds }, (_, k) =>
    bestOf(
      tried.filter(({ seed }) => seed === k + 1),
      worthOf(way),
    ),
  );
}

export const errorsOf = (found: Found, contender: string, way: Way, strength = 0): readonly number[] =>
  chosenRuns(found, contender, way, strength).map(({ test }) => test.matters);

const errorOf = (found: Found, contender: string, way: Way, strength = 0): Mean =>
  meanOf(errorsOf(found, contender, way, strength));

/** A row per loss, a column per strength; of six starts one is chosen. */
const crossedRows = (found: Found, way: 'training' | 'held'): Rows => [
  ['loss', ...STRENGTHS.map((strength) => `a = ${strength}`)],
  ...contenders.map(({ id, name, graded }) => [
    name,
    ...STRENGTHS.map((strength) => formatMean(errorOf(found, id, way, graded ? strength : 0))),
  ]),
];

/** Of thirty networks one is chosen; the exp link less each. */
function chosenRows(found: Found): Rows {
  const own = errorsOf(found, 'exp', 'all');
  return [
    ['loss', 'error where it matters', 'exp link less it', 'ends of the strengths', 'not converged'].map(unbroken),
    ...contenders.map(({ id, name, graded }) => {
      const chosen = chosenRuns(found, id, 'all', 0);
      const count = (strength: number) => chosen.filter((run) => run.strength === strength).length;
      const ends = `${count(STRENGTHS[0])}/${count(STRENGTHS.at(-1)!)} of ${chosen.length}`;
      const all = found.runs.filter(({ contender }) => contender === id);
      const open = all.filter(({ slope }) => !(slope < CONVERGED)).length;
      return [
        name,
        formatMean(errorOf(found, id, 'all')),
        id === 'exp' ? '–' : formatMean(pairedMean(own, errorsOf(found, id, 'all'))),
        graded ? unbroken(ends) : '–',
        unbroken(`${open} of ${all.length}`),
      ];
    }),
  ];
}

const SOURCES: readonly Source[] = ['starts', 'surveys', 'resamples', 'best starts'];

/** Of each loss and strength, by what its networks differ in. */
const spreadRows = ({ spreads }: Found, place: 'inside' | 'outside'): Rows => [
  ['loss', 'a', ...SOURCES.map(unbroken)],
  ...contenders.flatMap(({ id, name, graded }) =>
    (graded ? STRENGTHS : [0]).map((strength) => [
      name,
      graded ? `${strength}` : '–',
      ...SOURCES.map((source) => {
        const one = spreads.find(
          (spread) => spread.contender === id && spread.strength === strength && spread.source === source,
        );
        return one === undefined ? '' : one[place].toFixed(1);
      }),
    ]),
  ),
];

export const partsOf = (results: Found & { readonly ran: Ran }): readonly Part[] => [
  { page: 'README.md', name: 'volcano ran', text: ranText(results.ran) },
  { page: 'README.md', name: 'volcano training', text: markdownOf(crossedRows(results, 'training')) },
  { page: 'README.md', name: 'volcano held', text: markdownOf(crossedRows(results, 'held')) },
  { page: 'README.md', name: 'volcano all', text: markdownOf(chosenRows(results)) },
  { page: 'README.md', name: 'spread inside', text: markdownOf(spreadRows(results, 'inside')) },
  { page: 'README.md', name: 'spread outside', text: markdownOf(spreadRows(results, 'outside')) },
  { page: '../docs/underspecification.svg', text: drawSpread(results.spreads) },
];
