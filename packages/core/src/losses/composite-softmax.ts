import { LossmithOptionError, LossmithSpecError } from '../errors/errors.js';
import { input, parameter } from '../expressions/build.js';
import { differentiate } from '../expressions/differentiate.js';
import { checkKeys, checkOneOf, checkPositive, definedOnly } from '../links/check.js';
import { noTransform } from '../links/identity.js';
import type { Link } from '../links/link.js';
import { checkLink } from '../links/sum.js';
import { checkConvex } from './convexity.js';
import { linkFunctions } from './link-terms.js';
import { freezeLoss, type Loss } from './loss.js';
import type { LossSpec } from './loss-spec.js';
import { rowSums } from './row-sums.js';
import {
  atPredicted,
  divergenceOfLabels,
  divergenceOfProbabilities,
  divergenceOfScores,
  matchingOfScores,
  type Transform,
} from './row-targets.js';
import type { RowGathering } from './rows.js';

type RowTarget = 'score' | 'probability' | 'label';
type Form = 'matching' | 'divergence';

export interface SoftmaxOptions {
  /** τ > 0, in units of the score. Default 1. */
  readonly temperature?: number;
  /** A row of scores (default), a row of probabilities, or the index of the observed class. */
  readonly target?: RowTarget;
}

export interface CompositeSoftmaxOptions extends SoftmaxOptions {
  /** 'matching': the matching loss of log Σ e^U, convex. 'divergence': KL(q ‖ q̂), for every transform. */
  readonly form: Form;
  /** Skips the check that the transform is convex, which the matching form needs. */
  readonly assumeConvex?: boolean;
}

const rowTargets = ['score', 'probability', 'label'] as const;

/** A loss over rows; `gathering` is how it gathers what it needs of one. */
export function rowLoss(
  spec: LossSpec,
  transform: Link,
  form: Form,
  target: RowTarget,
  temperature: number,
  gathering: RowGathering = rowSums,
): Loss {
  const at: Transform = {
    functions: linkFunctions(transform, 'transform'),
    temperature: parameter('temperature', temperature),
    gathering,
  };
  const predicted = atPredicted(at, (slope) => differentiate(slope, input('predicted', 'i')));
  const examples = {
    score: () => (form === 'matching' ? matchingOfScores(at, predicted) : divergenceOfScores(at, predicted)),
    probability: () => divergenceOfProbabilities(predicted),
    label: () => divergenceOfLabels(predicted),
  };
  const { plainGradient, ...expressions } = examples[target]();
  return freezeLoss({
    spec,
    axes: 'i',
    coupled: true,
    target: { kind: target, axes: target === 'label' ? '' : 'i' },
    expressions,
    plainGradient,
  });
}

const checkedTemperature = (value: unknown) => (value === undefined ? 1 : checkPositive(value, 'temperature'));

/**
 * KL(softmax(s/τ) ‖ softmax(ŝ/τ)) over the classes of a row (last axis), the matching loss of log-sum-exp; one number per
 * row. No τ² in front. Label targets give cross-entropy, probability targets cross-entropy less their entropy.
 */
export function softmax(options: SoftmaxOptions = {}): Loss {
  checkKeys(options, ['temperature', 'target'], 'options');
  const target = checkOneOf(options.target ?? 'score', rowTargets, 'target');
  const temperature = checkedTemperature(options.temperature);
  const spec: LossSpec = definedOnly({ kind: 'softmax', target, temperature: options.temperature }) as LossSpec;
  return rowLoss(spec, noTransform, 'divergence', target, temperature);
}

/**
 * Softmax of U = T(s)/τ with an increasing score transform T per class. Form 'matching' is the matching loss of
 * H(s) = log Σ e^{U(sₖ)} (T convex, target 'score' only), form 'divergence' KL(q(s) ‖ q̂). They agree for T = identity.
 * Our reading of arXiv 2506.04446, whose public abstract names composite Softmax and score transforms without formulas.
 */
export function compositeSoftmax(transform: Link, options: CompositeSoftmaxOptions): Loss {
  checkLink(transform, 'transform');
  const given = checkKeys(options, ['form', 'temperature', 'target', 'assumeConvex'], 'options');
  if (given.form === undefined) {
    throw new LossmithSpecError('form', 'is required', "choose 'matching' or 'divergence'");
  }
  const form = checkOneOf(options.form, ['matching', 'divergence'], 'form');
  const target = checkOneOf(options.target ?? 'score', rowTargets, 'target');
  const temperature = checkedTemperature(options.temperature);
  const { assumeConvex } = options;
  if (assumeConvex !== undefined && typeof assumeConvex !== 'boolean') {
    throw new LossmithSpecError('assumeConvex', 'must be true or false', 'correct it');
  }
  if (form === 'matching' && target !== 'score') {
    throw new LossmithOptionError('target', `the matching form takes 'score' only`, "use form: 'divergence'");
  }
  if (form === 'matching' && assumeConvex !== true) checkConvex(transform);
  const rest = { temperature: options.temperature, transform: transform.spec, assumeConvex };
  const spec: LossSpec = definedOnly({ kind: 'compositeSoftmax', form, target, ...rest }) as LossSpec;
  return rowLoss(spec, transform, form, target, temperature);
}
