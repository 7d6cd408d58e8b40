import { checkOptions } from '../data/check-options.js';
import type { Link } from '../links/link.js';
import { checkLink } from '../links/sum.js';
import { type Binned, binnedMetric } from '../metrics/binned-metric.js';
import { type Metric, metricName } from '../metrics/metric.js';
import { type BinsOption, checkEdges } from '../metrics/score-bins.js';
import { atScores } from './sensitivities.js';

export interface SensitivityErrorOptions extends BinsOption {
  /** The link of the loss. */
  readonly link: Link;
}

/** Errors in units of the score; NaN in a bin that holds nothing, and where the link is flat at all its targets. */
export interface SensitivityErrorRow {
  /** Σ weight of the items, their number where no weights are given. */
  readonly weight: number;
  /** √ of the mean of (ŝ − s)². */
  readonly rmse: number;
  /** The mean of ŝ − s. */
  readonly bias: number;
  /** √(Σ h'(s)(ŝ − s)²/Σ h'(s)): errors counted as the loss counts small ones. */
  readonly weightedRmse: number;
  /** The mean of h'(s), in units of the output per unit of the score. */
  readonly sensitivity: number;
}

/**
 * Errors of a trained model by bins of the observed score, plain and weighted by the sensitivity of the loss there: whether it is exact where it was asked to be,
 * and what it paid for that elsewhere. Throws `LossmithValueError` for scores that are not finite or at which the link overflows.
 */
export function sensitivityError(options: SensitivityErrorOptions): Metric<Binned<SensitivityErrorRow>> {
  checkOptions(options, ['link', 'edges']);
  const link = checkLink(options.link, 'link');
  return binnedMetric<SensitivityErrorRow, Binned<SensitivityErrorRow>>({
    name: metricName('sensitivityError', { ...options, link: link.spec }),
    edges: checkEdges(options.edges),
    by: 'target',
    count: 4,
    averaged({ predicted, target }, places) {
      const errors = places.map((place) => (predicted[place] as number) - (target[place] as number));
      const squares = errors.map((error) => error * error);
      const { sensitivity } = atScores(
        link,
        Float64Array.from(places, (place) => target[place] as number),
      );
      return [errors, squares, sensitivity, squares.map((square, k) => square * (sensitivity[k] as number))];
    },
    row: (weight, [bias = Number.NaN, square = Number.NaN, sensitivity = Number.NaN, weighted = Number.NaN]) => ({
      weight,
      rmse: Math.sqrt(square),
      bias,
      weightedRmse: Math.sqrt(weighted / sensitivity),
      sensitivity,
    }),
    result: (binned) => binned,
  });
}
