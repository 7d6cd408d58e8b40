import { and, byLowering, less, narrow } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type { LossAndGradient } from './link.js';

/** How far scores may be from the center: e^{±u} and its products stay within float32's range. */
export const farthest = 80;

/** Factors that take no product of such numbers out of the range, or below it. */
export const isModerate = (factor: Expression): Expression => and(less(2 ** -40, factor), less(factor, 2 ** 40));

/** A loss and its gradient: by the form that narrows values where a backend does that, else in general. */
export function narrowed(form: LossAndGradient, general: LossAndGradient): LossAndGradient {
  const chosen = (of: keyof LossAndGradient) => byLowering(narrow(form[of]), general[of]);
  return { loss: chosen('loss'), gradient: chosen('gradient') };
}
