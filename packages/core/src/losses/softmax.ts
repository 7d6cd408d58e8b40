import { checkKeys } from '../links/check.js';
import { noTransform } from '../links/identity.js';
import { type LossFamily, makeLoss, withFloor } from './family.js';
import type { Loss } from './loss.js';
import { type RowValues, rowFloor, rowFormula, rowLoss, rowTargetKey, temperatureKey } from './row-loss.js';

export interface SoftmaxOptions {
  /** τ > 0, in units of the score. Default 1. */
  readonly temperature?: number;
  /** A row of scores (default), a row of probabilities, or the index of the observed class. */
  readonly target?: 'score' | 'probability' | 'label';
}

/** A Softmax loss as JSON. */
export type SoftmaxSpec = {
  readonly kind: 'softmax';
  readonly target: 'score' | 'probability' | 'label';
  readonly temperature?: number;
};

type SoftmaxValues = Pick<RowValues, 'target' | 'temperature'>;

const rowOf = (values: SoftmaxValues): RowValues => ({ form: 'divergence', transform: noTransform, ...values });

export const softmaxDefinition: LossFamily<SoftmaxValues> = {
  kind: 'softmax',
  keys: { target: rowTargetKey, temperature: temperatureKey },
  build: (values) => rowLoss(rowOf(values)),
  formula: (values) => rowFormula(rowOf(values)),
};

export const softmaxFamily: LossFamily<SoftmaxValues> = /* @__PURE__ */ withFloor(
  softmaxDefinition,
  (values, example, unit) => rowFloor(rowOf(values), example, unit),
);

/**
 * KL(softmax(s/τ) ‖ softmax(ŝ/τ)) over the classes of a row (last axis), the matching loss of log-sum-exp; one number per
 * row. No τ² in front. Label targets give cross-entropy, probability targets cross-entropy less their entropy.
 */
export function softmax(options: SoftmaxOptions = {}): Loss<SoftmaxSpec> {
  return makeLoss(softmaxDefinition, checkKeys(options, ['temperature', 'target'], 'options')) as Loss<SoftmaxSpec>;
}
