import { LossmithOptionError } from '../errors/errors.js';
import { checkKeys } from '../links/check.js';
import type { Link } from '../links/link.js';
import type { LinkSpec } from '../links/link-spec.js';
import { checkConvex } from './convexity.js';
import { type LossFamily, makeLoss, withFloor } from './family.js';
import { flagKey, linkKey, wordKey } from './keys.js';
import type { Loss, LossParts } from './loss.js';
import { type RowValues, rowFloor, rowFormula, rowLoss, rowTargetKey, temperatureKey } from './row-loss.js';
import type { SoftmaxOptions } from './softmax.js';

/** The matching loss of log Σ e^U, convex, and the divergence KL(q ‖ q̂), for every transform. */
export type CompositeSoftmaxOptions = CompositeMatchingOptions | CompositeDivergenceOptions;

export interface CompositeMatchingOptions {
  /** The matching loss of log Σ e^U; 'divergence' would be KL(q ‖ q̂), for every transform. */
  readonly form: 'matching';
  /** τ > 0, in units of the score. Default 1. */
  readonly temperature?: number;
  /** A row of scores: the matching form takes no other. */
  readonly target?: 'score';
  /** Skips the check that the transform is convex, which this form needs. */
  readonly assumeConvex?: boolean;
}

export interface CompositeDivergenceOptions extends SoftmaxOptions {
  /** KL(q ‖ q̂), for every transform; 'matching' would be the matching loss of log Σ e^U. */
  readonly form: 'divergence';
  /** Of no effect in this form. */
  readonly assumeConvex?: boolean;
}

/** A composite Softmax loss as JSON. */
export type CompositeSoftmaxSpec<Inner extends LinkSpec> = {
  readonly kind: 'compositeSoftmax';
  readonly form: 'matching' | 'divergence';
  readonly target: 'score' | 'probability' | 'label';
  readonly temperature?: number;
  readonly transform: Inner;
  readonly assumeConvex?: boolean;
};

interface CompositeSoftmaxValues extends RowValues {
  readonly assumeConvex: boolean;
}

function build(values: CompositeSoftmaxValues): LossParts {
  const { form, target, transform, assumeConvex } = values;
  if (form === 'matching' && target !== 'score') {
    throw new LossmithOptionError('target', `the matching form takes 'score' only`, "use form: 'divergence'");
  }
  if (form === 'matching' && !assumeConvex) checkConvex(transform);
  return rowLoss(values);
}

export const compositeSoftmaxDefinition: LossFamily<CompositeSoftmaxValues> = {
  kind: 'compositeSoftmax',
  keys: {
    form: wordKey(['matching', 'divergence']),
    target: rowTargetKey,
    temperature: temperatureKey,
    transform: linkKey,
    assumeConvex: flagKey,
  },
  build,
  formula: rowFormula,
};

export const compositeSoftmaxFamily: LossFamily<CompositeSoftmaxValues> =
  /* @__PURE__ */ withFloor<CompositeSoftmaxValues>(compositeSoftmaxDefinition, rowFloor);

/**
 * Softmax of U = T(s)/τ with an increasing score transform T per class. Form 'matching' is the matching loss of
 * H(s) = log Σ e^{U(sₖ)} (T convex, target 'score' only), form 'divergence' KL(q(s) ‖ q̂). They agree for T = identity.
 * Our reading of arXiv 2506.04446, whose public abstract names composite Softmax and score transforms without formulas.
 */
export function compositeSoftmax<Inner extends Link>(
  transform: Inner,
  options: CompositeSoftmaxOptions,
): Loss<CompositeSoftmaxSpec<Inner['spec']>> {
  const given = checkKeys(options, ['form', 'temperature', 'target', 'assumeConvex'], 'options');
  const loss: Loss = makeLoss(compositeSoftmaxDefinition, { ...given, transform });
  return loss as Loss<CompositeSoftmaxSpec<Inner['spec']>>;
}
