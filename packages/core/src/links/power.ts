import {
  absolute,
  add,
  and,
  divide,
  equal,
  exp,
  expm1,
  integral,
  less,
  log,
  log1p,
  multiply,
  parameter,
  power as powerOf,
  select,
  sign,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { type BaseLink, type OutputPoint, type Point, pointAt } from './base-link.js';
import { checkPositive } from './check.js';
import type { Link, Matching } from './link.js';
import type { PlacementSpec } from './link-spec.js';
import { simpleLink } from './simple-link.js';

const signed = (u: Expression, size: Expression) => select(less(u, 0), multiply(size, -1), size);

/**
 * On one side of 0, with ℓ = log(û/u) and (p+1)|ℓ| ≤ 4: |u|^{p+1}·pℓ ∫₀¹ e^{(p+1)ℓx} expm1(ℓ(1−x)) dx, whose integrand has no
 * singularity and one sign. Elsewhere |û|^{p+1}/(p+1) + p|u|^{p+1}/(p+1) − û·h(u).
 */
function matching({ predicted, target, difference, amplitude, scale }: Point, p: Expression): Matching {
  const [length, other] = [absolute(predicted), absolute(target)];
  const [grown, root] = [powerOf(length, p), powerOf(other, multiply(p, 0.5))];
  const size = multiply(root, root);
  const ratio = divide(difference, target);
  const beside = less(absolute(ratio), 0.5);
  const l = select(beside, log1p(ratio), log(divide(predicted, target)));
  const oneSide = equal(sign(predicted), sign(target));
  const near = and(oneSide, less(multiply(absolute(l), add(p, 1)), 4));
  const inside = (x: Expression) =>
    multiply(exp(multiply(multiply(l, x), add(p, 1))), expm1(multiply(l, subtract(1, x))));
  // |u|ᵖ in two halves: it may overflow where the loss does not.
  const nearLoss = multiply(multiply(multiply(root, multiply(multiply(l, p), integral(inside))), other), root);
  const powers = divide(add(multiply(grown, length), multiply(multiply(size, other), p)), add(p, 1));
  const farLoss = subtract(powers, multiply(predicted, signed(target, size)));
  const nearGradient = signed(target, multiply(multiply(root, expm1(multiply(l, p))), root));
  const farGradient = subtract(signed(predicted, grown), signed(target, size));
  return {
    loss: multiply(scale, select(near, nearLoss, farLoss)),
    gradient: multiply(amplitude, select(near, nearGradient, farGradient)),
  };
}

/** u = sign(y)|y|^{1/p}. */
function outputMatching(point: OutputPoint, p: Expression): Matching {
  const u = signed(point.output, powerOf(absolute(point.output), divide(1, p)));
  const h = signed(point.predicted, powerOf(absolute(point.predicted), p));
  return {
    loss: matching(pointAt(point, u), p).loss,
    gradient: multiply(point.amplitude, subtract(h, point.output)),
  };
}

function base(p: Expression): BaseLink {
  return {
    shape: 'neither',
    h: (u) => signed(u, powerOf(absolute(u), p)),
    sensitivity: (u, factor) => {
      const root = powerOf(absolute(u), multiply(subtract(p, 1), 0.5));
      return multiply(multiply(multiply(root, p), factor), root);
    },
    potential: (u) => divide(powerOf(absolute(u), add(p, 1)), add(p, 1)),
    matching: (point) => matching(point, p),
    outputTargets: { matching: (point) => outputMatching(point, p) },
  };
}

export interface PowerOptions extends PlacementSpec {
  /** p > 0. */
  readonly exponent: number;
}

/**
 * h(z) = a·sign(u)|u|ᵖ, u = b(z − c): both ends matter for p > 1, the center for p < 1 (where h' is infinite at it).
 * Range: all numbers.
 */
export function power(options: PowerOptions): Link {
  checkPositive(options.exponent, 'exponent');
  return simpleLink({ ...options, kind: 'power' }, (path) => base(parameter(`${path}.exponent`, options.exponent)), [
    'exponent',
  ]);
}
