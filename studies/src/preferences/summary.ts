import { type Mean, meanOf } from '@lossmith-examples/volcano/interval';
import { contenders } from './contenders.js';
import type { Condition, Run } from './experiment.js';
import type { Measures } from './measure.js';

/** What a run of the study found. */
export interface Found {
  readonly seeds: readonly number[];
  readonly runs: readonly Run[];
}

/** A reward and how gaps are told. */
interface Place extends Condition {
  readonly reward: string;
}

const isBinary = (contender: string) => contenders.find(({ id }) => id === contender)!.binary;

/** One run per seed, in their order; losses of choices have the same in all conditions. */
function runsOf({ runs }: Found, { reward, noise, level }: Place, contender: string): readonly Run[] {
  const [kind, height] = level === 0 || isBinary(contender) ? ['added', 0] : [noise, level];
  return runs.filter(
    (run) => run.reward === reward && run.contender === contender && run.noise === kind && run.level === height,
  );
}

export const valuesOf = (results: Found, place: Place, contender: string, key: keyof Measures) =>
  runsOf(results, place, contender).map((run) => run[key]);

/** One loss less another, paired by seed. */
export function differenceOf(results: Found, place: Place, one: string, other: string, key: keyof Measures): Mean {
  const others = valuesOf(results, place, other, key);
  return meanOf(valuesOf(results, place, one, key).map((value, k) => value - others[k]!));
}

/** 1 where one loss is better than another, −1 where it is worse, 0 where the interval holds 0. */
export function verdictOf(results: Found, place: Place, one: string, other: string, key: keyof Measures): number {
  const { mean, within } = differenceOf(results, place, one, other, key);
  if (within === null || Math.abs(mean) <= within) return 0;
  return Math.sign(mean) * (key === 'regret' ? -1 : 1);
}
