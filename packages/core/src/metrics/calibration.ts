import { checkOptions } from '../data/check-options.js';
import { describeValue } from '../errors/describe-value.js';
import { LossmithOptionError, LossmithValueError } from '../errors/errors.js';
import { evaluateLink } from '../evaluate-link.js';
import type { Link } from '../links/link.js';
import { checkLink } from '../links/sum.js';
import { type Binned, binnedMetric } from './binned-metric.js';
import { type Metric, metricName } from './metric.js';
import { type BinsOption, checkEdges } from './score-bins.js';

export interface CalibrationOptions extends BinsOption {
  /** The link of the loss: its outputs are what is calibrated. */
  readonly link: Link;
  /** Whether targets are scores s, or outputs y such as the labels 0 and 1. Default 'score'. */
  readonly target?: 'score' | 'output';
}

/** Outputs of the link; NaN in a bin that holds nothing (weight 0). */
export interface CalibrationRow {
  /** Σ weight of the items, their number where no weights are given. */
  readonly weight: number;
  /** The mean of h(ŝ). */
  readonly predicted: number;
  /** The mean of h(s), or of y. `invert(link, [observed])` is the h-mean: the score that these items should have had. */
  readonly observed: number;
}

export interface Calibration extends Binned<CalibrationRow> {
  /** Σ weight·|predicted − observed| over the bins, / Σ weight: the expected calibration error. */
  readonly error: number;
}

function checkTarget(target: unknown = 'score'): 'score' | 'output' {
  if (target === 'score' || target === 'output') return target;
  throw new LossmithOptionError('target', `${describeValue(target)} is unknown`, "use 'score' or 'output'");
}

/** h at the given places; refuses a score at which the link overflows. */
function outputsAt(link: Link, name: string, values: ArrayLike<number>, places: readonly number[]): Float64Array {
  const scores = Float64Array.from(places, (place) => values[place] as number);
  const { output } = evaluateLink(link, scores);
  const infinite = output.findIndex((value) => !Number.isFinite(value));
  if (infinite < 0) return output;
  const what = `the output of the link is ${output[infinite]} there`;
  const advice = 'leave it out by the mask, or take a smaller rate';
  throw new LossmithValueError(name, places[infinite] as number, scores[infinite], what, advice);
}

/** The mean over bins of how far predicted and observed are apart. */
function expectedError({ bins, overall }: Binned<CalibrationRow>): number {
  const filled = bins.filter(({ weight }) => weight > 0);
  const total = filled.reduce((sum, row) => sum + row.weight * Math.abs(row.predicted - row.observed), 0);
  return total / overall.weight;
}

/**
 * Calibration by bins of the predicted score: the mean of h(ŝ) against the mean of h(s), or of the outputs. A matching loss
 * makes these agree, not the means of the scores: the gradient of its mean is that of h(ŝ) − h(s), and its best constant is the
 * h-mean h⁻¹(Σ w·h(s)/Σ w). Weights may be one per list or one per item. Throws `LossmithValueError` for scores or outputs that are
 * not finite.
 */
export function calibration(options: CalibrationOptions): Metric<Calibration> {
  checkOptions(options, ['link', 'target', 'edges']);
  const link = checkLink(options.link, 'link');
  const [target, edges] = [checkTarget(options.target), checkEdges(options.edges)];
  return binnedMetric<CalibrationRow, Calibration>({
    name: metricName('calibration', { ...options, link: link.spec }),
    edges,
    by: 'predicted',
    count: 2,
    averaged: (inputs, places) => [
      outputsAt(link, 'predicted', inputs.predicted, places),
      target === 'output'
        ? places.map((place) => inputs.target[place] as number)
        : outputsAt(link, 'target', inputs.target, places),
    ],
    row: (weight, [predicted = Number.NaN, observed = Number.NaN]) => ({ weight, predicted, observed }),
    result: (binned) => ({ ...binned, error: expectedError(binned) }),
  });
}
