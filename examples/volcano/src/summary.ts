import type { Run } from './experiment.js';
import { type Mean, meanOf } from './interval.js';
import type { Errors } from './measure.js';

export interface Setting {
  readonly contender: string;
  readonly strength: number;
}

/** One number per seed, in the order of the seeds. */
const valuesOf = (runs: readonly Run[], { contender, strength }: Setting, key: keyof Errors): readonly number[] =>
  runs.filter((run) => run.contender === contender && run.strength === strength).map(({ errors }) => errors[key]);

export const errorOf = (runs: readonly Run[], setting: Setting, key: keyof Errors): Mean =>
  meanOf(valuesOf(runs, setting, key));

/** How much less one errs than the other where it matters, seed by seed, and in how many seeds. */
export function comparisonOf(runs: readonly Run[], one: Setting, other: Setting) {
  const others = valuesOf(runs, other, 'matters');
  const differences = valuesOf(runs, one, 'matters').map((value, k) => value - others[k]!);
  return { difference: meanOf(differences), lower: differences.filter((value) => value < 0).length };
}
