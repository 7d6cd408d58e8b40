import { checkOptions } from '../data/check-options.js';
import { describeValue } from '../errors/describe-value.js';
import { LossmithOptionError } from '../errors/errors.js';
import { type Binned, binnedMetric } from './binned-metric.js';
import { type Metric, metricName } from './metric.js';
import { type BinsOption, checkEdges } from './score-bins.js';

export interface RegionErrorOptions extends BinsOption {
  /** Which score says in which region an item lies. Default 'target'. */
  readonly by?: 'target' | 'predicted';
}

/** Errors in units of the score; NaN in a region that holds nothing (weight 0). */
export interface RegionErrorRow {
  /** Σ weight of the items, their number where no weights are given. */
  readonly weight: number;
  /** √ of the mean of (ŝ − s)². */
  readonly rmse: number;
  /** The mean of ŝ − s: above 0 where predictions are too high. */
  readonly bias: number;
}

function checkBy(by: unknown = 'target'): 'target' | 'predicted' {
  if (by === 'target' || by === 'predicted') return by;
  throw new LossmithOptionError('by', `${describeValue(by)} is unknown`, "use 'target' or 'predicted'");
}

/**
 * Root mean square and mean of ŝ − s by regions of the score: what a selective loss trades between. Weights may be one per list
 * or one per item. Throws `LossmithValueError` for scores that are not finite.
 */
export function regionError(options: RegionErrorOptions = {}): Metric<Binned<RegionErrorRow>> {
  checkOptions(options, ['edges', 'by']);
  return binnedMetric<RegionErrorRow, Binned<RegionErrorRow>>({
    name: metricName('regionError', options),
    edges: checkEdges(options.edges),
    by: checkBy(options.by),
    count: 2,
    averaged({ predicted, target }, places) {
      const errors = places.map((place) => (predicted[place] as number) - (target[place] as number));
      return [errors, errors.map((error) => error * error)];
    },
    row: (weight, [bias = Number.NaN, square = Number.NaN]) => ({ weight, rmse: Math.sqrt(square), bias }),
    result: (binned) => binned,
  });
}
