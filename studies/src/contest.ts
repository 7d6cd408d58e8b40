import { meanOf } from '@lossmith-examples/volcano/interval';
import { formatMean, type Rows } from '@lossmith-examples/volcano/rows';
import { bestOf, pairedMean } from './choice.js';
import { unbroken } from './unbroken.js';

export interface Entrant {
  readonly id: string;
  readonly name: string;
  readonly isLink: boolean;
}

/** A setting that was tried on a seed, by its place on the grid. */
export interface Tried {
  readonly contender: string;
  readonly setting: number;
  readonly seed: number;
}

/** A task with its losses: what was tried of each, by what one chooses, what is reported of the choice. More is better. */
export interface Contest<Run extends Tried> {
  readonly entrants: readonly Entrant[];
  readonly seeds: readonly number[];
  readonly runs: readonly Run[];
  readonly chooseBy: (run: Run) => number;
  readonly report: (run: Run) => number;
}

/** One run per seed, in the order of the seeds. */
export const chosenRuns = <Run extends Tried>(
  { seeds, runs, chooseBy }: Contest<Run>,
  contender: string,
): readonly Run[] =>
  seeds.map((seed) =>
    bestOf(
      runs.filter((run) => run.contender === contender && run.seed === seed),
      chooseBy,
    ),
  );

export const valuesOf = <Run extends Tried>(contest: Contest<Run>, contender: string): readonly number[] =>
  chosenRuns(contest, contender).map(contest.report);

/** Each link less each rival, paired by seed: a row per rival, a column per link. */
export function pairedRows<Run extends Tried>(contest: Contest<Run>): Rows {
  const links = contest.entrants.filter(({ isLink }) => isLink);
  const cell = (link: string, rival: string) =>
    formatMean(pairedMean(valuesOf(contest, link), valuesOf(contest, rival)), 3);
  return [
    ['less', ...links.map(({ name }) => unbroken(name))],
    ...contest.entrants
      .filter(({ isLink }) => !isLink)
      .map(({ id, name }) => [name, ...links.map((link) => cell(link.id, id))]),
  ];
}

/** '3/1 of 10': how often a choice was among the first settings of a grid, and among its last. */
export function endsText<Run extends Tried>(
  contest: Contest<Run>,
  contender: string,
  { first, last }: Readonly<Record<'first' | 'last', (setting: number) => boolean>>,
): string {
  const chosen = chosenRuns(contest, contender).map(({ setting }) => setting);
  return unbroken(`${chosen.filter(first).length}/${chosen.filter(last).length} of ${chosen.length}`);
}

export const meanText = <Run extends Tried>(contest: Contest<Run>, contender: string): string =>
  formatMean(meanOf(valuesOf(contest, contender)), 3);
