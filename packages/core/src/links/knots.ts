import { LossmithMonotoneError, LossmithSpecError } from '../errors/errors.js';
import { checkFinite, checkList } from './check.js';
import type { Knot } from './link-spec.js';

/** The knots, checked: z strictly increasing, h never decreasing. */
export function checkedKnots(value: unknown): readonly Knot[] {
  const knots = checkList(value, 2, 'knots').map((knot, k) => {
    const [z, h] = checkList(knot, 2, `knots[${k}]`, 2);
    return Object.freeze([checkFinite(z, `knots[${k}][0]`), checkFinite(h, `knots[${k}][1]`)] as const);
  });
  knots.slice(1).forEach(([z, h], k) => {
    const [previous, below] = knots[k] as Knot;
    if (z <= previous) {
      throw new LossmithSpecError(`knots[${k + 1}][0]`, `${z} does not come after ${previous}`, 'correct it');
    }
    if (h < below) throw new LossmithMonotoneError('knots', (previous + z) / 2, (h - below) / (z - previous));
  });
  return Object.freeze(knots);
}

/** (hₖ₊₁ − hₖ)/(zₖ₊₁ − zₖ). */
export function secants(knots: readonly Knot[]): number[] {
  return knots.slice(1).map(([z, h], k) => (h - (knots[k] as Knot)[1]) / (z - (knots[k] as Knot)[0]));
}
