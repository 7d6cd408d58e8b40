import { checkValues, findNonFinite, type NonFinite } from './data/check-values.js';
import { type LossInputs, prepareInputs } from './data/loss-inputs.js';
import type { Loss } from './losses/loss.js';

/**
 * Looks for what would make results NaN or infinite: the first entries (at most ten of each input) that are not finite,
 * masked ones left out. Throws, as `evaluate` does, for shapes, labels and weights that cannot be.
 */
export function checkInputs(loss: Loss, inputs: LossInputs): readonly NonFinite[] {
  const prepared = prepareInputs(loss, inputs);
  const found = findNonFinite(prepared, 10);
  if (!found.some(({ input }) => input === 'weight')) checkValues(loss, prepared);
  return found;
}
