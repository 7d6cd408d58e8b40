import { meanOf } from '@lossmith-examples/volcano/interval';
import { formatMean, type Rows } from '@lossmith-examples/volcano/rows';
import { unbroken } from '../unbroken.js';
import { contenders } from './contenders.js';
import { type Condition, conditions } from './experiment.js';
import type { Measures } from './measure.js';
import { rewards } from './rewards.js';
import { differenceOf, type Found, valuesOf, verdictOf } from './summary.js';

const headOf = ({ noise, level }: Condition) => unbroken(level === 0 ? 'as felt' : `${noise} ${level}`);
const heads = conditions.map(headOf);
const ofGaps = contenders.filter(({ binary }) => !binary);
const SIGN = { '1': '+', '0': '=', '-1': '−' } as const;

/** A row per loss, a column per condition: means over seeds; losses of choices stand in the first column, and are the same in all. */
export const measureRows = (results: Found, reward: string, key: keyof Measures, digits: number): Rows => [
  ['loss', ...heads],
  ...contenders.map(({ id, name, binary }) => [
    name,
    ...conditions.map((condition) => {
      if (binary && condition.level > 0) return '″';
      return formatMean(meanOf(valuesOf(results, { reward, ...condition }, id, key)), digits);
    }),
  ]),
];

/** Whether each loss of gaps is better than another loss, level with it or worse, by condition, for the rewards one after the other. */
export const verdictRows = (results: Found, rival: string, key: keyof Measures): Rows => [
  ['loss', ...heads],
  ...ofGaps
    .filter(({ id }) => id !== rival)
    .map(({ id, name }) => [
      name,
      ...conditions.map((condition) =>
        rewards
          .map((reward) => verdictOf(results, { reward: reward.id, ...condition }, id, rival, key))
          .map((verdict) => SIGN[`${verdict}` as keyof typeof SIGN])
          .join('\u00a0'),
      ),
    ]),
];

/** Differences from a rival, paired by seed. */
export const pairedRows = (results: Found, reward: string, rival: string, key: keyof Measures): Rows => [
  [unbroken('loss, less the rival'), ...heads],
  ...ofGaps
    .filter(({ id }) => id !== rival)
    .map(({ id, name }) => [
      name,
      ...conditions.map((condition) => formatMean(differenceOf(results, { reward, ...condition }, id, rival, key), 3)),
    ]),
];

/** What was tried, how often a choice was an end of its grid, and which runs have not converged. */
export const effortRows = ({ runs }: Found): Rows => [
  ['loss', 'number', 'values', 'ends', unbroken('not converged')],
  ...contenders.map(({ id, name, number, grid }) => {
    const own = runs.filter(({ contender }) => contender === id);
    const count = (value: number) => own.filter(({ chosen }) => chosen === value).length;
    const open = own.reduce((sum, run) => sum + run.open, 0);
    const ends = `${count(grid[0]!)}/${count(grid.at(-1)!)} of ${own.length}`;
    return [name, number, grid.join(','), ends, `${open} of ${own.length * grid.length}`].map((cell, k) =>
      k === 0 ? cell : unbroken(cell),
    );
  }),
];
