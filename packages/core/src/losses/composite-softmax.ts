import { LossmithOptionError } from '../errors/errors.js';
import { checkKeys } from '../links/check.js';
import type { Link } from '../links/link.js';
import { checkConvex } from './convexity.js';
import { asFamily, type LossDefinition, type LossFamily, makeLoss } from './family.js';
import { flagKey, linkKey, wordKey } from './keys.js';
import type { Loss, LossParts } from './loss.js';
import { type RowValues, rowFloor, rowFormula, rowLoss, rowTargetKey, temperatureKey } from './row-loss.js';
import type { SoftmaxOptions } from './softmax.js';

export interface CompositeSoftmaxOptions extends SoftmaxOptions {
  /** 'matching': the matching loss of log Σ e^U, convex. 'divergence': KL(q ‖ q̂), for every transform. */
  readonly form: 'matching' | 'divergence';
  /** Skips the check that the transform is convex, which the matching form needs. */
  readonly assumeConvex?: boolean;
}

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

export const compositeSoftmaxDefinition: LossDefinition<CompositeSoftmaxValues> = {
  kind: 'compositeSoftmax',
  keys: {
    form: wordKey(['matching', 'divergence']),
    target: rowTargetKey,
    temperature: temperatureKey,
    transform: linkKey,
    assumeConvex: flagKey,
  },
  build,
};

export const compositeSoftmaxFamily: LossFamily<CompositeSoftmaxValues> =
  /* @__PURE__ */ asFamily<CompositeSoftmaxValues>(compositeSoftmaxDefinition, {
    formula: rowFormula,
    lossFloor: rowFloor,
  });

/**
 * Softmax of U = T(s)/τ with an increasing score transform T per class. Form 'matching' is the matching loss of
 * H(s) = log Σ e^{U(sₖ)} (T convex, target 'score' only), form 'divergence' KL(q(s) ‖ q̂). They agree for T = identity.
 * Our reading of arXiv 2506.04446, whose public abstract names composite Softmax and score transforms without formulas.
 */
export function compositeSoftmax(transform: Link, options: CompositeSoftmaxOptions): Loss {
  const given = checkKeys(options, ['form', 'temperature', 'target', 'assumeConvex'], 'options');
  return makeLoss(compositeSoftmaxDefinition, { ...given, transform });
}
