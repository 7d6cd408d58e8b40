import type { ArrayInput } from '../data/array-input.js';
import { checkOptions } from '../data/check-options.js';
import { LossmithInputError, LossmithShapeError } from '../errors/errors.js';
import { type BinsOption, binOf, binsOf, checkEdges, type ScoreBin } from '../metrics/score-bins.js';
import { readScores } from './read-scores.js';

export interface StartsInputs extends BinsOption {
  /** Predicted scores of the same examples by models that differ in how they were started alone: at least two lists. */
  readonly predictions: readonly ArrayInput[];
  /** Observed scores: they say in which bin an example lies. */
  readonly target: ArrayInput;
}

export interface StartsRow extends ScoreBin {
  /** How many examples lie in the bin. */
  readonly count: number;
  /** √ of the mean variance of the models' predictions, in units of the score; NaN where there is no example. */
  readonly spread: number;
}

function checkModels({ predictions, target }: StartsInputs) {
  const observed = readScores(target, 'target');
  if (!Array.isArray(predictions) || predictions.length < 2) {
    throw new LossmithInputError('predictions', 'are of fewer than two models', 'give a list of scores for each start');
  }
  const models = predictions.map((one, k) => {
    const name = `predictions[${k}]`;
    const values = readScores(one, name);
    if (values.length === observed.length) return values;
    throw new LossmithShapeError(name, [values.length], [observed.length], 'give one score for each target');
  });
  return { models, observed };
}

/** The variance of what models say of one example, by n − 1. */
function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/**
 * How far models from different starts lie apart, by bins of the observed score. Where data leave open what to predict, starts decide
 * (underspecification, D'Amour et al. 2020); a loss that is steep in a region should pull them together there.
 */
export function spreadOfStarts(inputs: StartsInputs): readonly StartsRow[] {
  checkOptions(inputs, ['predictions', 'target', 'edges']);
  const edges = checkEdges(inputs.edges);
  const { models, observed } = checkModels(inputs);
  const bins = binsOf(edges).map((bin) => ({ ...bin, count: 0, total: 0 }));
  observed.forEach((score, k) => {
    const bin = bins[binOf(edges, score)] as (typeof bins)[number];
    bin.count += 1;
    bin.total += varianceOf(models.map((values) => values[k] as number));
  });
  return bins.map(({ from, to, count, total }) => ({ from, to, count, spread: Math.sqrt(total / count) }));
}
