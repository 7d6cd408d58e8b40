import { evaluate, type Link, type Loss, losses } from '@lossmith/core';
import { type AnyFamily, type ExactExample, familyOf, type Precision } from '@lossmith/core/backend';
import { roundingOf } from '../numbers.js';
import type { ExactPoint } from './exact-points.js';

type Differences = ExactExample['differences'];

/** h(ŝ) − h(s), the gradient of the link's matching loss: of all points at once, since evaluating costs more for each call than for each number. */
function differencesOf(points: readonly ExactPoint[]): Differences {
  const known = new Map<Link, ReadonlyMap<readonly number[], readonly number[]>>();
  const ofAll = (link: Link) => {
    const predicted = points.flatMap((point) => point.predicted);
    const { gradient } = evaluate(losses.matching(link), { predicted, target: points.flatMap(({ target }) => target) });
    let from = 0;
    const each = points.map((point) => {
      from += point.predicted.length;
      return [point.predicted, [...gradient.subarray(from - point.predicted.length, from)]] as const;
    });
    return new Map(each);
  };
  return (link, predicted) => {
    const values = known.get(link) ?? ofAll(link);
    known.set(link, values);
    return values.get(predicted) as readonly number[];
  };
}

const exampleOf = ({ predicted, target, exact }: ExactPoint, differences: Differences): ExactExample => ({
  predicted,
  target,
  loss: exact.loss[0]?.value ?? 0,
  hessian: exact.hessian.map(({ value }) => value),
  differences,
});

/**
 * Two bars of design §4 have no floor: they go to zero with the loss, which what is rounded on the way does not. A backend that does as the guide
 * says would pass or fail by luck. The floors that families grant are what the guide allows in those numbers makes of the loss. See DESIGN.md.
 */
export function lossFloors(
  loss: Loss,
  points: readonly ExactPoint[],
  precision: Precision,
  families: readonly AnyFamily[],
): readonly number[] {
  const found = familyOf(loss, families);
  const grant = found?.family.lossFloor;
  if (found === undefined || grant === undefined) return points.map(() => 0);
  const differences = differencesOf(points);
  return points.map((point) => {
    const floor = grant(found.values, exampleOf(point, differences), 2 * roundingOf(precision));
    return Number.isFinite(floor) ? floor : 0;
  });
}
