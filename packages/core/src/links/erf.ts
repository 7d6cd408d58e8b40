import {
  absolute,
  add,
  erfc,
  erf as erfOf,
  exp,
  ierfc,
  less,
  multiply,
  negate,
  select,
  square,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { type BaseLink, largerThanOne, type Point } from './base-link.js';
import { checkedSpec } from './check.js';
import type { Link, LossAndGradient } from './link.js';
import type { PlacementSpec, SimpleSpec } from './link-spec.js';
import { quadratureBeside } from './quadrature-beside.js';
import { simpleLink } from './simple-link.js';

const rootOfPi = Math.sqrt(Math.PI);
/** How far apart scores must be for the direct form, in units of the length over which h' changes, 1/max(1, min(|û|, |u|)). */
const farFrom = 1.3;

const bell = (z: Expression): Expression => exp(negate(square(z)));

/**
 * Quadrature of h' = 2e^{−z²}/√π beside the optimum. Elsewhere the direct form, turned so that u ≤ 0, with
 * h(z) = erfc(−z), which vanishes where the scores are, instead of erf.
 */
function matching(point: Point): LossAndGradient {
  const { predicted, target, difference, scale } = point;
  const near = less(multiply(absolute(difference), largerThanOne(point)), farFrom);
  const turn = select(less(0, target), -1, 1);
  const [from, to] = [negate(multiply(target, turn)), negate(multiply(predicted, turn))];
  const potential = subtract(ierfc(to), ierfc(from));
  const farLoss = subtract(potential, multiply(multiply(difference, turn), erfc(from)));
  return quadratureBeside(near, point, (z) => multiply(bell(z), 2 / rootOfPi), {
    loss: multiply(scale, farLoss),
    gradient: multiply(turn, subtract(erfc(to), erfc(from))),
  });
}

const base: BaseLink = {
  shape: 'neither',
  odd: true,
  h: erfOf,
  sensitivity: (u, factor) => multiply(multiply(bell(u), 2 / rootOfPi), factor),
  potential: (u) => add(multiply(u, erfOf(u)), multiply(bell(u), 1 / rootOfPi)),
  matching,
};

/** h(z) = a·erf(b(z − c)): scores around the center matter, with the lightest tails. Range (−a, a). */
export function erf(options: PlacementSpec = {}): Link<SimpleSpec<'erf'>> {
  return simpleLink(checkedSpec<SimpleSpec<'erf'>>('erf', options), () => base);
}
