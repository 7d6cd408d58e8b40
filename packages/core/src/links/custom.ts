import { LossmithMonotoneError, LossmithSpecError } from '../errors/errors.js';
import { absolute, add, addAll, divide, integral, less, multiply, subtract } from '../expressions/build.js';
import { differentiate } from '../expressions/differentiate.js';
import type { Expression } from '../expressions/expression.js';
import { checkExpression, toExpressionSpec, z } from '../expressions/json.js';
import { substitute } from '../expressions/traverse.js';
import { valueAt } from '../expressions/value-at.js';
import type { BaseLink, Point } from './base-link.js';
import { checkedSpec, type OwnKeys } from './check.js';
import type { Link, LossAndGradient } from './link.js';
import type { CustomSpec, PlacementSpec } from './link-spec.js';
import { quadratureBeside } from './quadrature-beside.js';
import { simpleLink } from './simple-link.js';

export interface CustomOptions extends PlacementSpec {
  /** The link as an expression of `z`, never decreasing, defined for all numbers. */
  readonly h: Expression;
  /** Its potential, H' = h. Without it losses are integrated numerically: accurate to |b(ŝ − s)| of about 30. */
  readonly H?: Expression;
  /** Its slope. Without it h is differentiated. */
  readonly dh?: Expression;
}

/** Panels of the quadrature of a far loss when no potential is given. */
const panels = 16;

type Functions = { readonly [name in 'h' | 'dh']: (u: Expression) => Expression } & {
  readonly H: ((u: Expression) => Expression) | undefined;
};

/** ∫₀¹ f(from + tδ) dt, panel by panel. */
function panelMean(f: (z: Expression) => Expression, from: Expression | number, difference: Expression): Expression {
  const place = (t: Expression, k: number) => multiply(difference, divide(add(t, k), panels));
  const panel = (k: number) => integral((t) => f(add(from, place(t, k))));
  return divide(addAll(Array.from({ length: panels }, (_, k) => panel(k))), panels);
}

/** Quadrature of h' for |δ| < ¼, the direct form or panels of quadrature elsewhere. */
function matching(point: Point, { h, dh, H }: Functions): LossAndGradient {
  const { predicted, target, difference, scale, step } = point;
  const near = less(absolute(difference), 0.25);
  const loss =
    H === undefined
      ? multiply(
          step,
          panelMean((z) => subtract(h(z), h(target)), target, difference),
        )
      : multiply(scale, subtract(subtract(H(predicted), H(target)), multiply(difference, h(target))));
  return quadratureBeside(near, point, dh, { loss, gradient: subtract(h(predicted), h(target)) });
}

/** Scores at which a custom link is looked at, from 0 outwards: a twelfth apart there, growing to ±8·10⁶. */
const samples: readonly number[] = Array.from({ length: 401 }, (_, k) => Math.sinh(((k % 2 === 0 ? 1 : -1) * k) / 24));

function checkSlope(slope: Expression): void {
  for (const score of samples) {
    const value = valueAt(slope, score);
    if (value < 0 || (Number.isNaN(value) && Math.abs(score) < 20)) throw new LossmithMonotoneError('h', score, value);
  }
}

/** Whether the derivative of one function is the other, at the places where both are moderate. */
function checkDerivative(path: string, given: Expression, from: Expression): void {
  const derivative = differentiate(from, z);
  for (const score of samples.filter((place) => Math.abs(place) <= 5)) {
    const [value, expected] = [valueAt(given, score), valueAt(derivative, score)];
    if (Math.abs(value - expected) > 1e-6 * (1 + Math.abs(expected))) {
      throw new LossmithSpecError(path, `is ${value} at z = ${score}, where the slope is ${expected}`, 'leave one out');
    }
  }
}

const written = (value: unknown, path: string) =>
  value === undefined ? undefined : toExpressionSpec(checkExpression(value, path), path);

const own: OwnKeys = {
  h: (value, path) => toExpressionSpec(checkExpression(value, path), path),
  H: written,
  dh: written,
};

/**
 * Any increasing function, written with the expression builders over `z`: `custom({ h: expressions.tanh(expressions.z) })`. It is
 * taken to be smooth and to change over lengths of 1 or more in units of rate·(z − center): give steeper ones a rate, and kinked
 * ones as piecewiseLinear.
 */
export function custom(options: CustomOptions): Link<CustomSpec> {
  const spec = checkedSpec<CustomSpec>('custom', options, own);
  const { h, H, dh } = options;
  const slope = dh ?? differentiate(h, z);
  checkSlope(slope);
  if (dh !== undefined) checkDerivative('dh', dh, h);
  if (H !== undefined) checkDerivative('h', h, H);
  const at = (expression: Expression) => (u: Expression) => substitute(expression, z, u);
  const functions: Functions = { h: at(h), dh: at(slope), H: H === undefined ? undefined : at(H) };
  const base: BaseLink = {
    shape: 'neither',
    h: functions.h,
    sensitivity: (u, factor) => multiply(functions.dh(u), factor),
    potential: functions.H ?? ((u) => multiply(u, panelMean(functions.h, 0, u))),
    matching: (point) => matching(point, functions),
  };
  return simpleLink(spec, () => base);
}
