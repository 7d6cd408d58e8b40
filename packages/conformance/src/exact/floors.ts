import { evaluate, type Link, type Loss, losses } from '@lossmith/core';
import { type AnyFamily, type ExactExample, familyOf, type Precision } from '@lossmith/core/backend';
import { roundingOf } from '../numbers.js';
import type { ExactPoint } from './exact-points.js';

/** h(ŝ) − h(s): the gradient of the link's matching loss. */
function differences(link: Link, predicted: readonly number[], target: readonly number[]): readonly number[] {
  return [...evaluate(losses.matching(link), { predicted, target }).gradient];
}

const exampleOf = ({ predicted, target, exact }: ExactPoint): ExactExample => ({
  predicted,
  target,
  loss: exact.loss[0]?.value ?? 0,
  hessian: exact.hessian.map(({ value }) => value),
  differences,
});

/**
 * Two bars of design §4 have no floor: they go to zero with the loss, which what is rounded on the way does not. A backend whose
 * every step is right to half a unit would pass or fail by luck. The floors that families grant are what one unit of the last place in those
 * numbers (three quarters of one for rows) makes of the loss, in float32 alone: float64 results have not needed one. See ARCHITECTURE.md, departure 8.
 */
export function lossFloor(loss: Loss, point: ExactPoint, precision: Precision, families: readonly AnyFamily[]): number {
  if (precision === 'float64') return 0;
  const found = familyOf(loss, families);
  const floor = found?.family.lossFloor?.(found.values, exampleOf(point), 2 * roundingOf(precision)) ?? 0;
  return Number.isFinite(floor) ? floor : 0;
}
