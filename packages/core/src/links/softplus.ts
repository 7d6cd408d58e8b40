import {
  absolute,
  add,
  less,
  maximum,
  minimum,
  multiply,
  negate,
  select,
  sigmoid,
  softplus as softplusOf,
  square,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { polynomial } from '../operations/series.js';
import type { BaseLink, Point } from './base-link.js';
import { checkedSpec } from './check.js';
import type { Link, LossAndGradient } from './link.js';
import type { PlacementSpec, SimpleSpec } from './link-spec.js';
import { quadratureBeside } from './quadrature-beside.js';
import { sigmoidMatching } from './sigmoid.js';
import { simpleLink } from './simple-link.js';

/** How far apart scores must be for the direct form. */
const farFrom = 2.5;
const zetaOf2 = Math.PI ** 2 / 6;

/** B₂ₖ/(2k+1)!, k = 9 … 1, of −Li₂(−eᵘ) = L + L²/4 + Σ B₂ₖ L^{2k+1}/(2k+1)!, L = softplus u ≤ log 2; B are Bernoulli numbers. */
const bernoulli = [
  43867 / 97072790126247936000,
  -3617 / 181400588328960000,
  1 / 1120863744000,
  -691 / 16999766784000,
  1 / 526901760,
  -1 / 10886400,
  1 / 211680,
  -1 / 3600,
  1 / 36,
];

/** T(u) = −Li₂(−e^{−|u|}). */
function tail(u: Expression): Expression {
  const l = decay(u);
  const cubic = multiply(multiply(square(l), l), polynomial(square(l), bernoulli));
  return add(add(l, multiply(square(l), 0.25)), cubic);
}

/** H(u) = −Li₂(−eᵘ): T(u) below 0, u²/2 + π²/6 − T(u) above. */
function potential(u: Expression): Expression {
  return select(less(0, u), subtract(add(multiply(square(u), 0.5), zetaOf2), tail(u)), tail(u));
}

/** max(û, 0) − max(u, 0); where both are above 0 the difference of the scores themselves. */
const rampRise = ({ predicted, target, difference }: Point) =>
  select(less(0, minimum(predicted, target)), difference, subtract(maximum(predicted, 0), maximum(target, 0)));

/** The decaying part of softplus, log(1 + e^{−|u|}). */
const decay = (u: Expression) => softplusOf(negate(absolute(u)));

/** The loss in the direct form: the part of max(u, 0), which is exact, and the part of the tails, which fall as e^{−|u|}. */
function direct(point: Point): Expression {
  const { predicted, target, difference, scale } = point;
  const rise = rampRise(point);
  const ramp = multiply(multiply(rise, scale), add(multiply(rise, 0.5), minimum(predicted, 0)));
  const signed = (u: Expression) => select(less(0, u), subtract(zetaOf2, tail(u)), tail(u));
  const tails = subtract(signed(predicted), signed(target));
  return add(ramp, multiply(subtract(tails, multiply(difference, decay(target))), scale));
}

function matching(point: Point): LossAndGradient {
  const { predicted, target, difference } = point;
  const near = less(absolute(difference), farFrom);
  const gradient = add(rampRise(point), subtract(decay(predicted), decay(target)));
  return quadratureBeside(near, point, sigmoid, { loss: direct(point), gradient });
}

const base: BaseLink = {
  shape: 'convex',
  h: softplusOf,
  sensitivity: (u, factor) => multiply(sigmoid(u), factor),
  potential,
  matching,
  sensitivityMatching: sigmoidMatching,
};

/** h(z) = a·log(1 + e^{b(z − c)}): high scores matter, all alike once high. Range (0, ∞). */
export function softplus(options: PlacementSpec = {}): Link<SimpleSpec<'softplus'>> {
  return simpleLink(checkedSpec<SimpleSpec<'softplus'>>('softplus', options), () => base);
}
