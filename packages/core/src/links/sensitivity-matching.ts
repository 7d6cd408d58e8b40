import { absolute, constant, less, multiply, select, subtract, variable } from '../expressions/build.js';
import { differentiate } from '../expressions/differentiate.js';
import type { Expression } from '../expressions/expression.js';
import { substitute } from '../expressions/traverse.js';
import { quadrature } from './base-link.js';
import type { LossAndGradient, SensitivityFrame, Term } from './link.js';

/** The slope of a function of the score. */
export function slope(h: (z: Expression) => Expression): (z: Expression) => Expression {
  const place = variable('slope');
  const derivative = differentiate(h(place), place);
  return (z) => substitute(derivative, place, z);
}

/** Quadrature of h₀'' for |δ| < 1, the direct form elsewhere. */
function bySlope({ base, point }: SensitivityFrame, from: Expression, to: Expression): LossAndGradient {
  const { predicted, target, difference, amplitude, scale, step } = point(from, to);
  const first = (u: Expression) => base.sensitivity(u, constant(1));
  const { rise, mean } = quadrature({ target, difference }, slope(first));
  const near = less(absolute(difference), 1);
  const direct = subtract(subtract(base.h(predicted), base.h(target)), multiply(difference, first(target)));
  return {
    loss: select(near, multiply(step, mean), multiply(scale, direct)),
    gradient: multiply(amplitude, select(near, rise, subtract(first(predicted), first(target)))),
  };
}

/** The matching loss of h' in the place of h: h(ŝ) − h(s) − (ŝ − s)·h'(s) and h'(ŝ) − h'(s). */
export function sensitivityMatching(
  { sensitivityMatching: form }: Term,
  predicted: Expression,
  target: Expression,
): LossAndGradient {
  return typeof form === 'function' ? form(predicted, target) : bySlope(form, predicted, target);
}
