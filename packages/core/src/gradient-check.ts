import { checkOptions } from './data/check-options.js';
import { type LossInputs, prepareInputs } from './data/loss-inputs.js';
import { describeValue } from './errors/describe-value.js';
import { LossmithOptionError } from './errors/errors.js';
import { evaluate } from './evaluate.js';
import type { Loss } from './losses/loss.js';

/** How far the gradient is from differences of the loss. */
export interface GradientCheck {
  /** Largest |gradient − difference| over 1 + |gradient|. */
  readonly worst: number;
  /** Flat index of the entry of predicted where that is. */
  readonly index: number;
  readonly gradient: number;
  readonly difference: number;
}

export interface GradientCheckOptions {
  /** Step of the differences, in units of the score, relative to 1 + |score|. Default 1e-3. */
  readonly step?: number;
}

/**
 * Compares ∂(Σ loss)/∂predicted with central differences of fourth order, entry by entry; for tests of custom links and
 * of losses someone else wrote. Meaningful where the loss is smooth: a kink within two steps shows as a difference.
 */
export function gradientCheck(loss: Loss, inputs: LossInputs, options: GradientCheckOptions = {}): GradientCheck {
  checkOptions(options, ['step']);
  const { step = 1e-3 } = options;
  if (!(step > 0 && step < Infinity)) {
    throw new LossmithOptionError('step', `is ${describeValue(step)}`, 'give a number above 0');
  }
  const { data, shape } = prepareInputs(loss, inputs);
  const scores = Float64Array.from(data.predicted as ArrayLike<number>);
  const { gradient } = evaluate(loss, inputs);
  const totalAt = (index: number, place: number) => {
    const moved = Float64Array.from(scores);
    moved[index] = place;
    return evaluate(loss, { ...inputs, predicted: moved, shape }, { reduction: 'sum' }).loss[0] as number;
  };
  let found: GradientCheck = { worst: 0, index: 0, gradient: gradient[0] ?? 0, difference: gradient[0] ?? 0 };
  scores.forEach((score, index) => {
    if (!Number.isFinite(score)) return;
    const h = step * (1 + Math.abs(score));
    const near = totalAt(index, score + h) - totalAt(index, score - h);
    const far = totalAt(index, score + 2 * h) - totalAt(index, score - 2 * h);
    const difference = (8 * near - far) / (12 * h);
    const own = gradient[index] as number;
    const error = Math.abs(own - difference) / (1 + Math.abs(own));
    if (error > found.worst || Number.isNaN(error)) found = { worst: error, index, gradient: own, difference };
  });
  return found;
}
