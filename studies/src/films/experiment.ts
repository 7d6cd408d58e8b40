import type { Film } from '@lossmith-examples/rank-films/films';
import { scoresOf } from '@lossmith-examples/rank-films/linear-model';
import { measure } from '@lossmith-examples/rank-films/measure';
import { joinRows, prepare, type Rows } from '@lossmith-examples/rank-films/prepare';
import { quantile } from '@lossmith-examples/volcano/survey';
import { rounded } from '../rounded.js';
import { type Rival, rivals } from './rivals.js';
import { trainLinear } from './train.js';

export interface Run {
  readonly contender: string;
  /** Which of its settings. */
  readonly setting: number;
  readonly seed: number;
  /** NDCG@5. */
  readonly validation: number;
  readonly test: number;
  readonly steps: number;
  readonly slope: number;
}

/** The best tenth is what matters to the link that is told where. */
const BEST = 0.9;

/** Of ratings, in standard deviations from their mean. */
function standardiser(ratings: Float64Array): (rating: number) => number {
  const mean = ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
  const squares = ratings.reduce((sum, rating) => sum + (rating - mean) * (rating - mean), 0);
  const deviation = Math.sqrt(squares / ratings.length);
  return (rating) => (rating - mean) / deviation;
}

/** Every setting of the losses for one seed, which decides the years. */
export function runSeed(films: readonly Film[], seed: number, only: readonly Rival[] = rivals): readonly Run[] {
  const { train, validation, test } = prepare(films, seed);
  const rows = joinRows(train);
  const scoreOf = standardiser(rows.ratings);
  const scores = rows.ratings.map(scoreOf);
  const known = { scores, edge: quantile(scores, BEST) };
  return only.flatMap(({ id, settingsFor }) =>
    settingsFor(known).map((setting, k): Run => {
      const { parameters, steps, slope } = trainLinear(setting, rows, scoreOf);
      const of = (part: Rows) => rounded(measure(scoresOf(parameters, part), part).at5);
      const quality = { validation: of(validation), test: of(test) };
      return { contender: id, setting: k, seed, ...quality, steps, slope: rounded(slope) };
    }),
  );
}
