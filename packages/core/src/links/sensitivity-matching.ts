import { absolute, constant, less, multiply, subtract, variable } from '../expressions/build.js';
import { differentiate } from '../expressions/differentiate.js';
import type { Expression } from '../expressions/expression.js';
import { substitute } from '../expressions/traverse.js';
import type { LossAndGradient, SensitivityFrame, Term } from './link.js';
import { quadratureBeside } from './quadrature-beside.js';

/** The slope of a function of the score. */
export function slope(h: (z: Expression) => Expression): (z: Expression) => Expression {
  const place = variable('slope');
  const derivative = differentiate(h(place), place);
  return (z) => substitute(derivative, place, z);
}

/** Quadrature of h₀'' for |δ| < 1, the direct form elsewhere. */
function bySlope({ base, point }: SensitivityFrame, from: Expression, to: Expression): LossAndGradient {
  const placed = point(from, to);
  const { predicted, target, difference, scale } = placed;
  const first = (u: Expression) => base.sensitivity(u, constant(1));
  const near = less(absolute(difference), 1);
  const direct = subtract(subtract(base.h(predicted), base.h(target)), multiply(difference, first(target)));
  return quadratureBeside(near, placed, slope(first), {
    loss: multiply(scale, direct),
    gradient: subtract(first(predicted), first(target)),
  });
}

/** The matching loss of h' in the place of h: h(ŝ) − h(s) − (ŝ − s)·h'(s) and h'(ŝ) − h'(s). */
export function sensitivityMatching(
  { sensitivityMatching: form }: Term,
  predicted: Expression,
  target: Expression,
): LossAndGradient {
  return typeof form === 'function' ? form(predicted, target) : bySlope(form, predicted, target);
}
