import { LossmithOptionError } from '../errors/errors.js';
import { constant } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type { Placement } from '../links/link.js';
import type { LossSpec, TargetKind } from './loss-spec.js';

/** What a loss computes for one example, as expressions of the inputs `predicted` and `target`. */
export interface LossExpressions {
  /** One number per example. */
  readonly loss: Expression;
  /** ∂loss/∂predicted, with the axes of predicted. */
  readonly gradient: Expression;
  /** ∂²loss/∂predicted², for class losses the diagonal of the Hessian. */
  readonly hessian: Expression;
  /** Whether the target is one; undefined where every number is. */
  readonly valid?: Expression;
}

/** A loss: plain frozen data that any backend can compile. */
export interface Loss {
  readonly type: 'lossmith.loss';
  /** Version of this data format. */
  readonly version: 1;
  /** The loss as JSON. */
  readonly spec: LossSpec;
  /** Axes of `predicted`: '' for one score per example, 'i' for a row of classes. */
  readonly axes: '' | 'i';
  /** Whether the gradient by one class depends on the scores of others. */
  readonly coupled: boolean;
  readonly target: { readonly kind: TargetKind; readonly axes: '' | 'i' };
  readonly expressions: LossExpressions;
  /** The gradient as one would write it: right in theory, and what further derivatives are taken from. */
  readonly plainGradient: Expression;
}

/** A link by itself, not inside another. */
export const outermost: Placement = {
  amplitude: constant(1),
  rate: constant(1),
  center: constant(0),
  mirrored: false,
  chain: (z) => z,
};

export function freezeLoss(loss: Omit<Loss, 'type' | 'version'>): Loss {
  const { spec, target, expressions } = loss;
  return Object.freeze({
    type: 'lossmith.loss' as const,
    version: 1 as const,
    ...loss,
    spec: Object.freeze(spec),
    target: Object.freeze(target),
    expressions: Object.freeze(expressions),
  });
}

/** Throws where a value is no loss of a version that is known here, whichever copy of the package made it. */
export function checkLoss(loss: Loss | undefined): void {
  if (loss?.type === 'lossmith.loss' && loss.version === 1) return;
  throw new LossmithOptionError('loss', 'is no loss', 'make one with losses.…');
}

/** Names of what a loss is given at call time. */
export const lossInputNames = ['predicted', 'target', 'weight', 'mask', 'shape'] as const;
