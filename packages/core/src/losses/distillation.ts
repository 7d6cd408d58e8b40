import { multiply, parameter, square } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { checkKeys } from '../links/check.js';
import { noTransform } from '../links/identity.js';
import type { Link } from '../links/link.js';
import type { LinkSpec } from '../links/link-spec.js';
import { checkConvex } from './convexity.js';
import { type LossFamily, makeLoss, withFloor } from './family.js';
import { flagKey, optionalLinkKey, wordKey } from './keys.js';
import type { Loss, LossParts } from './loss.js';
import { type RowValues, rowFloor, rowFormula, rowLoss, temperatureKey } from './row-loss.js';

export interface DistillationOptions {
  /** T, applied to the scores of teacher and student. Default: none, which is Hinton's loss. */
  readonly transform?: Link;
  /** The matching loss of log Σ e^U, or KL(q ‖ q̂) (default). Without a transform they are the same. */
  readonly form?: 'matching' | 'divergence';
  /** τ > 0, in units of the transformed score. Default 1. */
  readonly temperature?: number;
  /** Skips the check that the transform is convex, which the matching form needs. */
  readonly assumeConvex?: boolean;
}

/** A distillation loss as JSON. */
export type DistillationSpec = {
  readonly kind: 'distillation';
  readonly form: 'matching' | 'divergence';
  readonly temperature?: number;
  readonly transform?: LinkSpec;
  readonly assumeConvex?: boolean;
};

interface DistillationValues {
  readonly form: 'matching' | 'divergence';
  readonly temperature: number;
  readonly transform: Link | undefined;
  readonly assumeConvex: boolean;
}

const rowOf = ({ form, temperature, transform = noTransform }: DistillationValues): RowValues => ({
  form,
  temperature,
  transform,
  target: 'score',
});

function build(values: DistillationValues): LossParts {
  if (values.form === 'matching' && !values.assumeConvex && values.transform) checkConvex(values.transform);
  const parts = rowLoss(rowOf(values));
  const scaled = (x: Expression) => multiply(x, square(parameter('temperature', values.temperature)));
  const { loss, gradient, hessian } = parts.expressions;
  return {
    ...parts,
    expressions: { ...parts.expressions, loss: scaled(loss), gradient: scaled(gradient), hessian: scaled(hessian) },
    plainGradient: scaled(parts.plainGradient),
  };
}

export const distillationDefinition: LossFamily<DistillationValues> = {
  kind: 'distillation',
  keys: {
    form: wordKey(['matching', 'divergence'], 'divergence'),
    temperature: temperatureKey,
    transform: optionalLinkKey,
    assumeConvex: flagKey,
  },
  build,
  formula: (values) => multiply(rowFormula(rowOf(values)), square(parameter('temperature', values.temperature))),
};

export const distillationFamily: LossFamily<DistillationValues> = /* @__PURE__ */ withFloor(
  distillationDefinition,
  (values, example, unit) => {
    const scale = values.temperature ** 2;
    return scale * rowFloor(rowOf(values), { ...example, loss: example.loss / scale }, unit);
  },
);

/**
 * τ² times the Softmax loss of a student's row of scores towards a teacher's: target holds the teacher's scores, not probabilities. The factor keeps gradients of
 * the same size at every temperature (Hinton, Vinyals & Dean 2015, arXiv 1503.02531). With a transform, composite Softmax: the top of the row matters more.
 */
export function distillation(options: DistillationOptions = {}): Loss<DistillationSpec> {
  const known = ['transform', 'form', 'temperature', 'assumeConvex'];
  return makeLoss(distillationDefinition, checkKeys(options, known, 'options')) as Loss<DistillationSpec>;
}
