import { constant, multiply, square } from '../expressions/build.js';
import { type BaseLink, type Point, place, pointAt } from './base-link.js';
import { checkedSpec } from './check.js';
import type { Link, LossAndGradient } from './link.js';
import type { PlacementSpec, SimpleSpec } from './link-spec.js';
import { simpleLink } from './simple-link.js';

const matching = (point: Point): LossAndGradient => ({
  loss: multiply(point.step, multiply(point.difference, 0.5)),
  gradient: multiply(point.amplitude, point.difference),
});

const base: BaseLink = {
  shape: 'linear',
  odd: true,
  separable: { form: 'linear' },
  h: (u) => u,
  sensitivity: (_, factor) => factor,
  potential: (u) => multiply(square(u), 0.5),
  matching,
  sensitivityMatching: () => ({ loss: constant(0), gradient: constant(0) }),
  outputTargets: { matching: (point) => matching(pointAt(point, point.output)) },
};

/** h(z) = z without parameters: what is left of a transform where there is none. */
export const noTransform: Link = {
  type: 'lossmith.link',
  spec: { kind: 'identity' },
  terms: (placement) => [place(base, placement)],
};

/** h(z) = a·b(z − c), loss ½ab(ŝ − s)²: squared error, every score as important as every other. */
export function identity(options: PlacementSpec = {}): Link<SimpleSpec<'identity'>> {
  return simpleLink(checkedSpec<SimpleSpec<'identity'>>('identity', options), () => base);
}
