import { evaluate, evaluateLink, type Link, type Loss, losses } from '@lossmith/core';
import { type AnyFamily, type ExactExample, familyOf, type Precision } from '@lossmith/core/backend';
import { roundingOf } from '../numbers.js';
import type { ExactPoint } from './exact-points.js';

/** Numbers of each point, of all points at once, since evaluating costs more for each call than for each number; once for each link. */
function pointwise(
  points: readonly ExactPoint[],
  evaluated: (link: Link, predicted: readonly number[], target: readonly number[]) => Float64Array,
): (link: Link, point: ExactPoint) => readonly number[] {
  const known = new Map<Link, ReadonlyMap<ExactPoint, readonly number[]>>();
  const ofAll = (link: Link) => {
    const [predicted, target] = [points.flatMap((point) => point.predicted), points.flatMap((point) => point.target)];
    const values = evaluated(link, predicted, target);
    let to = 0;
    const each = points.map((point) => {
      to += point.predicted.length;
      return [point, [...values.subarray(to - point.predicted.length, to)]] as const;
    });
    return new Map(each);
  };
  return (link, point) => {
    const values = known.get(link) ?? ofAll(link);
    known.set(link, values);
    return values.get(point) as readonly number[];
  };
}

/** What a family is told of exact points. */
function examplesOf(points: readonly ExactPoint[]): readonly ExactExample[] {
  const differences = pointwise(points, (link, predicted, target) => {
    return evaluate(losses.matching(link), { predicted, target }).gradient;
  });
  const outputs = pointwise(points, (link, _, target) => evaluateLink(link, target).output);
  return points.map((point) => ({
    predicted: point.predicted,
    target: point.target,
    loss: point.exact.loss[0]?.value ?? 0,
    hessian: point.exact.hessian.map(({ value }) => value),
    differences: (link) => differences(link, point),
    outputs: (link) => outputs(link, point),
  }));
}

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
  return examplesOf(points).map((example) => {
    const floor = grant(found.values, example, 2 * roundingOf(precision));
    return Number.isFinite(floor) ? floor : 0;
  });
}
