import {
  absolute,
  boundedExp,
  chi,
  exp as expOf,
  less,
  lessEqual,
  log,
  maximum,
  multiply,
  psi,
  saturation,
  select,
  sign,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { type BaseLink, type OutputPoint, type Point, pointAt } from './base-link.js';
import type { Link, Matching } from './link.js';
import type { PlacementSpec } from './link-spec.js';
import { simpleLink } from './simple-link.js';

/** A logarithm of zero that times zero is zero. */
const logOfNothing = -1e30;

/** log x for x > 0, a large negative number for 0. */
export const logOrLow = (x: Expression): Expression => select(less(0, x), log(x), logOfNothing);

/** factor·eˣ·other with eˣ in two halves, so that neither overflow nor underflow comes before that of the product. */
export function timesExp(factor: Expression, x: Expression, other: Expression | number = 1): Expression {
  const half = boundedExp(multiply(x, 0.5));
  return multiply(multiply(factor, half), multiply(half, other));
}

/** eᵘφ(δ), φ(t) = eᵗ − 1 − t: with D = |δ| it is e^û ψ(D) where δ > 0 and eᵘ χ(D) elsewhere, and both factors are ≥ 0. */
const gap = ({ difference }: Point) => {
  const d = absolute(difference);
  return select(less(0, difference), psi(d), chi(d));
};

/** e^û − eᵘ = sign(δ)·e^{max(û, u)}·(1 − e^{−|δ|}). */
function expDifference({ predicted, target, difference }: Point, factor: Expression): Expression {
  const w = saturation(absolute(difference));
  return timesExp(multiply(multiply(factor, sign(difference)), w), maximum(predicted, target));
}

function matching(point: Point): Matching {
  return {
    loss: timesExp(gap(point), maximum(point.predicted, point.target), point.scale),
    gradient: expDifference(point, point.amplitude),
  };
}

/** e^û − yû + y log y − y: as for a score, with y itself in the place of eᵘ. */
function outputMatching(point: OutputPoint): Matching {
  const at = pointAt(point, logOrLow(point.output));
  const d = absolute(at.difference);
  const above = timesExp(multiply(point.scale, psi(d)), point.predicted);
  const below = multiply(multiply(point.scale, point.output), chi(d));
  return {
    loss: select(less(0, at.difference), above, below),
    gradient: multiply(point.amplitude, subtract(expOf(point.predicted), point.output)),
  };
}

const base: BaseLink = {
  shape: 'convex',
  h: (u) => expOf(u),
  sensitivity: (u, factor) => timesExp(factor, u),
  potential: (u) => expOf(u),
  matching,
  sensitivityMatching: matching,
  outputTargets: { matching: outputMatching, valid: ({ output }) => lessEqual(0, output) },
};

/** h(z) = a·e^{b(z − c)}: high scores matter more, without limit. Range (0, ∞). */
export function exp(options: PlacementSpec = {}): Link {
  return simpleLink({ ...options, kind: 'exp' }, () => base);
}
