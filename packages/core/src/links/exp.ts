import {
  absolute,
  and,
  byArithmetic,
  constant,
  exp as expOf,
  gammaP1,
  gammaP1Integral,
  gammaP2,
  less,
  lessEqual,
  maximum,
  multiply,
  negate,
  select,
  sign,
  subtract,
} from '../expressions/build.js';
import { logOrLow, phiScaled, timesExp } from '../expressions/exponentials.js';
import type { Expression } from '../expressions/expression.js';
import { type BaseLink, type OutputPoint, type Point, pointAt } from './base-link.js';
import { checkedSpec } from './check.js';
import { expNarrowed } from './exp-narrow.js';
import type { Both, Link, LossAndGradient, ValueAndSlope } from './link.js';
import type { PlacementSpec, SimpleSpec } from './link-spec.js';
import { simpleLink } from './simple-link.js';

/** e^û − eᵘ = sign(δ)·e^{max(û, u)}·(1 − e^{−|δ|}). */
function expDifference({ predicted, target, difference }: Point, factor: Expression): Expression {
  const w = gammaP1(absolute(difference));
  return timesExp(multiply(multiply(factor, sign(difference)), w), maximum(predicted, target));
}

function matching(point: Point): LossAndGradient {
  return {
    loss: timesExp(phiScaled(point.difference), maximum(point.predicted, point.target), point.scale),
    gradient: expDifference(point, point.amplitude),
  };
}

/** e^û − yû + y log y − y: as for a score, with y itself in the place of eᵘ. */
function outputMatching(point: OutputPoint): LossAndGradient {
  const at = pointAt(point, logOrLow(point.output));
  const d = absolute(at.difference);
  const above = timesExp(multiply(point.scale, gammaP2(d)), point.predicted);
  const below = multiply(multiply(point.scale, point.output), gammaP1Integral(d));
  const isNothing = and(lessEqual(point.output, 0), less(point.predicted, -9e37));
  return {
    // For y = 0 and a score of −∞ there is no loss; a NaN goes on.
    loss: select(less(0, at.difference), above, select(isNothing, 0, below)),
    gradient: multiply(point.amplitude, subtract(expOf(point.predicted), point.output)),
  };
}

/** eᵘ; float64 arithmetic has the half of it at hand, from the sensitivity. */
const power = (u: Expression): Expression => byArithmetic(expOf(u), timesExp(constant(1), u));

/** Of e^û and eᵘ the smaller is e^{−|δ|} times the larger, where arithmetic leaves digits to spare. */
function both({ predicted, target, difference, amplitude }: Point, curvature: Expression): Both<ValueAndSlope> {
  const larger = timesExp(constant(1), maximum(predicted, target));
  const smaller = multiply(larger, expOf(negate(absolute(difference))));
  const above = less(0, difference);
  const at = (u: Expression, value: Expression) => ({
    h: byArithmetic(multiply(expOf(u), amplitude), multiply(value, amplitude)),
    sensitivity: byArithmetic(timesExp(curvature, u), multiply(value, curvature)),
  });
  return {
    predicted: at(predicted, select(above, larger, smaller)),
    target: at(target, select(above, smaller, larger)),
  };
}

const base: BaseLink = {
  shape: 'convex',
  separable: { form: 'exp' },
  h: power,
  sensitivity: (u, factor) => timesExp(factor, u),
  potential: expOf,
  matching: (point) => expNarrowed(point, [1], [0.375, 1.375], matching(point)),
  sensitivityMatching: matching,
  both,
  outputTargets: { matching: outputMatching, valid: ({ output }) => lessEqual(0, output) },
};

/** h(z) = a·e^{b(z − c)}: high scores matter more, without limit. Range (0, ∞). */
export function exp(options: PlacementSpec = {}): Link<SimpleSpec<'exp'>> {
  return simpleLink(checkedSpec<SimpleSpec<'exp'>>('exp', options), () => base);
}
