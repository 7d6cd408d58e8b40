import { checkVersion } from '../errors/check-version.js';
import { LossmithOptionError } from '../errors/errors.js';
import type { Expression } from '../expressions/expression.js';
import { carryValues } from './printing.js';

/** A loss as JSON: its kind, and what its family has besides (`LossDefinition.keys`). */
export interface LossSpec {
  readonly kind: string;
  readonly [key: string]: unknown;
}

/** What the numbers of an input are: scores, outputs y = h(s), rows of probabilities, indices of items, weights ≥ 0, or any other number. */
export type InputKind = 'score' | 'output' | 'probability' | 'label' | 'weight' | 'number';

/** Data that a loss is given at call time, besides a weight and a mask, which every loss takes. */
export interface LossInput {
  readonly name: string;
  readonly kind: InputKind;
  /** '' for one per example, 'i' for one per item of it. */
  readonly axes: '' | 'i';
  /** Whether there is a derivative by it. */
  readonly gradient: boolean;
  /** Whether it may be left out, and is 0 then. */
  readonly optional?: boolean;
}

/** What a loss computes for one example, as expressions of its inputs. */
export interface LossExpressions {
  /** One number per example. */
  readonly loss: Expression;
  /** ∂loss/∂predicted, with the axes of predicted. */
  readonly gradient: Expression;
  /** ∂²loss/∂predicted², for losses of several scores the diagonal of the Hessian. */
  readonly hessian: Expression;
  /** Whether the target is one; undefined where every number is. */
  readonly valid?: Expression;
  /** Whether the example counts in a mean, as a list without a pair does not; undefined where every one does. */
  readonly counts?: Expression;
}

/** What a family makes of its values. */
export interface LossParts {
  /** Axes of `predicted`: '' for one score per example, 'i' for a row of them. */
  readonly axes: '' | 'i';
  /** How many scores a row has, where that is part of the loss. */
  readonly items?: number;
  /** Whether the gradient by one score depends on others. */
  readonly coupled: boolean;
  /** Data besides `predicted`. */
  readonly inputs: readonly LossInput[];
  readonly expressions: LossExpressions;
  /** The gradient as one would write it: right in theory, and what further derivatives are taken from. */
  readonly plainGradient: Expression;
}

/** A loss: plain frozen data that any backend can compile. `Spec` says which, where that is known. */
export interface Loss<Spec extends LossSpec = LossSpec> extends LossParts {
  readonly type: 'lossmith.loss';
  /** Version of this data format. */
  readonly version: 1;
  /** The loss as JSON. */
  readonly spec: Spec;
}

/** An observed value: data without a gradient. */
export const targetInput = (kind: InputKind, axes: '' | 'i', name = 'target'): LossInput =>
  Object.freeze({ name, kind, axes, gradient: false });

export function freezeLoss(spec: LossSpec, parts: LossParts, values: object): Loss {
  const predicted: LossInput = Object.freeze({ name: 'predicted', kind: 'score', axes: parts.axes, gradient: true });
  const loss: Loss = {
    type: 'lossmith.loss',
    version: 1,
    ...parts,
    spec: Object.freeze(spec),
    inputs: Object.freeze([predicted, ...parts.inputs]),
    expressions: Object.freeze(parts.expressions),
  };
  return Object.freeze(carryValues(loss, values));
}

/** The input of that name, if the loss has one. */
export const inputOf = (loss: Loss, name: string): LossInput | undefined =>
  loss.inputs.find((input) => input.name === name);

/** Throws where a value is no loss, or one of a version that is not known here; whichever copy of the package made it. */
export function checkLoss(loss: Loss | undefined): void {
  const { type, kind, version } = (loss ?? {}) as Readonly<Record<'type' | 'kind' | 'version', unknown>>;
  if (type === 'lossmith.loss') {
    checkVersion('the loss', version);
    return;
  }
  const json = typeof loss === 'string' || typeof kind === 'string';
  const advice = json ? 'read the JSON of a loss with parseLoss' : 'make one with losses.…';
  const link = type === 'lossmith.link';
  throw new LossmithOptionError('loss', 'is no loss', link ? 'make one of the link: losses.matching(link)' : advice);
}
