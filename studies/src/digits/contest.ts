import type { Contest } from '../contest.js';
import type { Run } from './experiment.js';
import { rivals } from './rivals.js';

/** Agreement on validation images chooses, agreement on test images is reported. */
export const contestOf = (seeds: readonly number[], runs: readonly Run[]): Contest<Run> => ({
  entrants: rivals,
  seeds,
  runs,
  chooseBy: ({ validation }) => validation.topTwo,
  report: ({ test }) => test.topTwo,
});
