import {
  absolute,
  add,
  integral,
  less,
  maximum,
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
import { type BaseLink, between, type Point } from './base-link.js';
import type { Link, Matching } from './link.js';
import type { PlacementSpec } from './link-spec.js';
import { sigmoidMatching } from './sigmoid.js';
import { simpleLink } from './simple-link.js';

/** How far apart scores must be for the direct form. */
const farFrom = 2.5;
const zetaOf2 = Math.PI ** 2 / 6;

/** Bernoulli numbers B₂ₖ over (2k+1)!, k = 1 … 9, of −Li₂(−eᵘ) = L + L²/4 + Σ B₂ₖ L^{2k+1}/(2k+1)!, L = softplus u ≤ log 2. */
const bernoulli = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798];
const odd = bernoulli.map(
  (value, k) => value / Array.from({ length: 2 * k + 3 }, (_, n) => n + 1).reduce((x, y) => x * y),
);

/** T(u) = −Li₂(−e^{−|u|}). */
function tail(u: Expression): Expression {
  const l = softplusOf(negate(absolute(u)));
  const cubic = multiply(multiply(square(l), l), polynomial(square(l), [...odd].reverse()));
  return add(add(l, multiply(square(l), 0.25)), cubic);
}

/** H(u) = −Li₂(−eᵘ): T(u) below 0, u²/2 + π²/6 − T(u) above. */
function potential(u: Expression): Expression {
  return select(less(0, u), subtract(add(multiply(square(u), 0.5), zetaOf2), tail(u)), tail(u));
}

/** D of the direct form: the part of max(u, 0), which is exact, and the part of the tails, which fall as e^{−|u|}. */
function direct({ predicted, target, difference }: Point): Expression {
  const [high, low] = [maximum(predicted, 0), maximum(target, 0)];
  const rise = subtract(high, low);
  const ramp = multiply(rise, add(multiply(rise, 0.5), subtract(predicted, high)));
  const signed = (u: Expression) => select(less(0, u), subtract(zetaOf2, tail(u)), tail(u));
  const tails = subtract(signed(predicted), signed(target));
  return add(ramp, subtract(tails, multiply(difference, softplusOf(negate(absolute(target))))));
}

function matching(point: Point): Matching {
  const { predicted, target, difference, amplitude, scale, step } = point;
  const near = less(absolute(difference), farFrom);
  const slope = (t: Expression) => sigmoid(between(point, t));
  const nearMean = multiply(
    difference,
    integral((t) => multiply(slope(t), subtract(1, t))),
  );
  const apart = subtract(softplusOf(predicted), softplusOf(target));
  return {
    loss: select(near, multiply(step, nearMean), multiply(scale, direct(point))),
    gradient: multiply(amplitude, select(near, multiply(difference, integral(slope)), apart)),
  };
}

const base: BaseLink = {
  shape: 'convex',
  h: (u) => softplusOf(u),
  potential,
  matching,
  sensitivityMatching: sigmoidMatching,
};

/** h(z) = a·log(1 + e^{b(z − c)}): high scores matter, all alike once high. Range (0, ∞). */
export function softplus(options: PlacementSpec = {}): Link {
  return simpleLink({ ...options, kind: 'softplus' }, () => base);
}
