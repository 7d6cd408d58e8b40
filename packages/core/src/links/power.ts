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
  lessEqual,
  log1p,
  multiply,
  negate,
  parameter,
  power as powerOf,
  select,
  sign,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { type BaseLink, type OutputPoint, type Point, pointAt } from './base-link.js';
import { checkedSpec, checkPositive } from './check.js';
import type { Link, LossAndGradient } from './link.js';
import type { PlacementSpec, PowerSpec } from './link-spec.js';
import { simpleLink } from './simple-link.js';

const signed = (u: Expression, size: Expression) => select(less(u, 0), multiply(size, -1), size);

/**
 * On one side of 0, with ℓ = log(û/u) and (p+1)|ℓ| ≤ 4: |u|^{p+1}·pℓ ∫₀¹ e^{(p+1)ℓx} expm1(ℓ(1−x)) dx, whose integrand has no
 * singularity and one sign. Elsewhere, M the larger and r·M the smaller of |û| and |u|, ± minus on one side of 0: the gradient is
 * M^p(1 ± r^p) with the sign of û − u, the loss M^{p+1}·[(1 + p·r^{p+1})/(p+1) ± r^p] if M = |û|, else M^{p+1}·[(p + r^{p+1})/(p+1) ± r].
 * Powers are taken in two halves: they may overflow where the results do not.
 */
function matching({ predicted, target, difference, amplitude, scale }: Point, p: Expression): LossAndGradient {
  const [length, other] = [absolute(predicted), absolute(target)];
  const half = multiply(p, 0.5);
  const timesPower = (size: Expression, x: Expression) =>
    multiply(multiply(powerOf(size, half), x), powerOf(size, half));
  const l = log1p(divide(difference, target));
  const oneSide = equal(sign(predicted), sign(target));
  const near = and(oneSide, less(multiply(absolute(l), add(p, 1)), 4));
  const inside = (x: Expression) =>
    multiply(exp(multiply(multiply(l, x), add(p, 1))), expm1(multiply(l, subtract(1, x))));
  const nearLoss = multiply(timesPower(other, multiply(multiply(multiply(l, p), integral(inside)), scale)), other);
  const nearGradient = signed(target, timesPower(other, multiply(expm1(multiply(l, p)), amplitude)));
  // A NaN comes through as M or as r; a maximum might lose it.
  const falls = lessEqual(length, other);
  const top = select(falls, other, length);
  const r = select(equal(top, 0), 0, divide(select(falls, length, other), top));
  const rp = powerOf(r, p);
  const away = (x: Expression) => select(oneSide, negate(x), x);
  const rest = multiply(rp, r);
  const powers = divide(select(falls, add(rest, p), add(multiply(rest, p), 1)), add(p, 1));
  const farLoss = multiply(timesPower(top, multiply(add(powers, away(select(falls, r, rp))), scale)), top);
  const farGradient = signed(difference, timesPower(top, multiply(add(1, away(rp)), amplitude)));
  const unlessEqual = (x: Expression) => select(equal(difference, 0), 0, x);
  return {
    loss: unlessEqual(select(near, nearLoss, farLoss)),
    gradient: unlessEqual(select(near, nearGradient, farGradient)),
  };
}

/** u = sign(y)|y|^{1/p}; beside the optimum û − u = u·((h/y)^{1/p} − 1), from h − y itself. */
function outputMatching(point: OutputPoint, p: Expression): LossAndGradient {
  const { output, predicted } = point;
  const at = pointAt(point, signed(output, powerOf(absolute(output), divide(1, p))));
  const excess = subtract(signed(predicted, powerOf(absolute(predicted), p)), output);
  const ratio = divide(excess, output);
  const beside = multiply(at.target, expm1(divide(log1p(ratio), p)));
  const difference = select(less(absolute(ratio), 0.5), beside, at.difference);
  return {
    loss: matching({ ...at, difference }, p).loss,
    gradient: multiply(point.amplitude, excess),
  };
}

function base(p: Expression): BaseLink {
  return {
    shape: 'neither',
    odd: true,
    separable: { form: 'cubic', where: { value: p, is: 3 } },
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
  /** p > 0, without a unit; required. Above 1 both ends of the scale matter more, below 1 the center. */
  readonly exponent: number;
}

/**
 * h(z) = a·sign(u)|u|ᵖ, u = b(z − c): both ends matter for p > 1, the center for p < 1 (where h' is infinite at it).
 * Range: all numbers.
 */
export function power(options: PowerOptions): Link<PowerSpec> {
  const spec = checkedSpec<PowerSpec>('power', options, { exponent: checkPositive });
  return simpleLink(spec, (path) => base(parameter(`${path}.exponent`, spec.exponent)));
}
