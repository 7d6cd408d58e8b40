import { contenders } from '@lossmith-examples/volcano/contenders';
import { meanOf } from '@lossmith-examples/volcano/interval';
import { markdownOf } from '@lossmith-examples/volcano/markdown';
import { formatMean, type Rows } from '@lossmith-examples/volcano/rows';
import { pairedMean } from './choice.js';
import { rivals as losses } from './contenders.js';
import { type Contest, valuesOf as contestValues, type Tried } from './contest.js';
import { contestOf as digitContest } from './digits/contest.js';
import type { Found as Digits } from './digits/pages.js';
import { type Found as Films, contestOf as filmContest } from './films/pages.js';
import { LINKS } from './links.js';
import type { Results } from './results.js';
import type { Part } from './study.js';
import { valuesOf } from './summary.js';
import { tasks } from './tasks.js';
import { unbroken } from './unbroken.js';
import { errorsOf, type Found as Volcano } from './volcano/pages.js';
import { contenders as wordLosses } from './words/contenders.js';
import { type Found as Words, valuesOf as wordValues } from './words/tables.js';

/** A loss on a task: one value per seed, tuned. */
interface Tuned {
  readonly name: string;
  readonly isLink: boolean;
  readonly values: readonly number[];
}

/** A task of any study. Its first loss is squared error. */
export interface Row {
  readonly task: string;
  readonly digits: number;
  readonly better: 'higher' | 'lower';
  readonly tuned: readonly Tuned[];
}

export interface AllResults {
  readonly simulations: Results;
  readonly films: Films;
  readonly digits: Digits;
  readonly words: Words;
  readonly volcano: Volcano;
}

const isLink = (id: string) => LINKS.some((link) => link === id);

const ofContest = <Run extends Tried>(contest: Contest<Run>): readonly Tuned[] =>
  contest.entrants.map((one) => ({ ...one, values: contestValues(contest, one.id) }));

function rowsOf({ simulations, films, digits, words, volcano }: AllResults): readonly Row[] {
  const simulated = tasks.map(({ id }): Row => {
    const tuned = losses.map((one) => ({
      name: one.name,
      isLink: isLink(one.id),
      values: valuesOf(simulations, id, one.id, 'inside'),
    }));
    return { task: `${id}: error`, digits: 3, better: 'lower', tuned };
  });
  const map = contenders.map(({ id, name }) => ({ name, isLink: isLink(id), values: errorsOf(volcano, id, 'all') }));
  return [
    ...simulated,
    { task: 'volcano: error, m', digits: 1, better: 'lower', tuned: map },
    { task: 'films: NDCG@5', digits: 3, better: 'higher', tuned: ofContest(filmContest(films)) },
    {
      task: 'digits: top two agree',
      digits: 3,
      better: 'higher',
      tuned: ofContest(digitContest(digits.seeds, digits.runs)),
    },
    {
      task: 'words: recall of ten',
      digits: 3,
      better: 'higher',
      tuned: wordLosses.map((one) => ({ ...one, values: wordValues(words, one.id, 'recall') })),
    },
  ];
}

const meanValue = ({ values }: Tuned) => meanOf(values).mean;

/** The best by what was reported, which is looked up after the fact. */
function bestOf({ better, tuned }: Row, links: boolean): Tuned {
  const sign = better === 'higher' ? 1 : -1;
  return tuned
    .filter((one) => one.isLink === links)
    .reduce((best, one) => (sign * meanValue(one) > sign * meanValue(best) ? one : best));
}

/** A task in each row: squared error, the best rival (which may be squared error), the best link, and how far apart they are. */
const overviewRows = (all: AllResults): Rows => [
  ['task and measure', 'squared error', 'best rival', 'best link', 'link less rival'].map(unbroken),
  ...rowsOf(all).map((row) => {
    const { task, digits, tuned } = row;
    const [rival, link] = [bestOf(row, false), bestOf(row, true)];
    const text = ({ values }: Tuned) => formatMean(meanOf(values), digits).replaceAll(' ', '');
    const named = (one: Tuned) => `${text(one)} ${one.name}`;
    const difference = formatMean(pairedMean(link.values, rival.values), digits);
    return [task, text(tuned[0]!), unbroken(named(rival)), unbroken(named(link)), difference];
  }),
];

export const overviewPart = (all: AllResults): Part => ({
  page: '../docs/when-it-helps.md',
  name: 'study overview',
  text: markdownOf(overviewRows(all)).replaceAll('\u00a0', ' '),
});
