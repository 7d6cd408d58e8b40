import type { ArrayInput } from '../data/array-input.js';
import { checkOptions } from '../data/check-options.js';
import { sumOf } from '../data/compensated-sum.js';
import { invert } from '../invert.js';
import type { Link } from '../links/link.js';
import type { LinkSpec } from '../links/link-spec.js';
import type { Loss } from '../losses/loss.js';
import type { Description, RegionDescription } from './description.js';
import { flatRanges } from './flat-ranges.js';
import { type Important, type ImportantRegion, importantRegion, isInside } from './important-region.js';
import { linkOf } from './link-of.js';
import { mean } from './mean.js';
import { quantileOf } from './quantile.js';
import { readScores } from './read-scores.js';
import { atScores, type LinkAtScores } from './sensitivities.js';
import { warningsOf } from './warnings.js';

export interface DescribeOptions {
  /** Scores that matter most. Left out: no region is looked at. */
  readonly important?: Important;
}

const withoutRate: readonly string[] = [
  'sum',
  'mirror',
  'piecewiseLinear',
  'monotoneCubic',
  'fromSensitivity',
  'custom',
];

function argumentOf({ kind, rate = 1, center = 0 }: LinkSpec, min: number, max: number) {
  return withoutRate.includes(kind) ? undefined : ([rate * (min - center), rate * (max - center)] as const);
}

function regionOf(region: ImportantRegion, sorted: Float64Array, at: LinkAtScores, best: number): RegionDescription {
  const inside = (values: Float64Array) => values.filter((_, k) => isInside(region, sorted[k] as number));
  const gradient = at.output.map((output) => Math.abs(output - best));
  const share = (values: Float64Array) => sumOf(inside(values)) / sumOf(values);
  const count = inside(sorted).length;
  const [own, all] = [sumOf(inside(at.sensitivity)), sumOf(at.sensitivity)];
  return {
    ...region,
    scores: count / sorted.length,
    curvature: share(at.sensitivity),
    gradient: share(gradient),
    emphasis: own / count / ((all - own) / (sorted.length - count)),
  };
}

/**
 * How a link, or the link of a scalar loss, spreads its sensitivity over observed scores: which of them decide what is learnt. For `losses.matching` the
 * sensitivity at a score is the curvature of the loss there. Throws `LossmithValueError` for scores at which the link overflows.
 */
export function describe(loss: Loss | Link, scores: ArrayInput, options: DescribeOptions = {}): Description {
  checkOptions(options, ['important']);
  const link = linkOf(loss);
  const sorted = readScores(scores).sort();
  const at = atScores(link, sorted);
  const [min, max] = [sorted[0] as number, sorted[sorted.length - 1] as number];
  const best = mean(at.output);
  const { sensitivity } = at;
  const largest = sensitivity.reduce((most, value) => Math.max(most, value));
  const described = {
    link: link.spec,
    scores: { count: sorted.length, min, median: quantileOf(sorted, 0.5), max },
    sensitivity: {
      mean: mean(sensitivity),
      min: sensitivity.reduce((least, value) => Math.min(least, value)),
      max: largest,
      steepest: sorted[sensitivity.indexOf(largest)] as number,
    },
    mean: mean(sorted),
    hMean: invert(link, [best])[0] as number,
    effectiveScores: sumOf(sensitivity) ** 2 / sumOf(sensitivity.map((value) => value * value)),
    argument: argumentOf(link.spec, min, max),
    important:
      options.important === undefined
        ? undefined
        : regionOf(importantRegion(options.important, sorted), sorted, at, best),
    flat: flatRanges(sorted, sensitivity),
  };
  return { ...described, warnings: warningsOf(described) };
}
