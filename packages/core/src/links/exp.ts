import {
  absolute,
  and,
  exp as expOf,
  gammaP1,
  gammaP1Integral,
  gammaP2,
  less,
  lessEqual,
  maximum,
  multiply,
  select,
  sign,
  subtract,
} from '../expressions/build.js';
import { logOrLow, phiScaled, timesExp } from '../expressions/exponentials.js';
import type { Expression } from '../expressions/expression.js';
import { type BaseLink, type OutputPoint, type Point, pointAt } from './base-link.js';
import { checkedSpec } from './check.js';
import type { Link, LossAndGradient } from './link.js';
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

const base: BaseLink = {
  shape: 'convex',
  separable: { form: 'exp' },
  h: expOf,
  sensitivity: (u, factor) => timesExp(factor, u),
  potential: expOf,
  matching,
  sensitivityMatching: matching,
  outputTargets: { matching: outputMatching, valid: ({ output }) => lessEqual(0, output) },
};

/** h(z) = a·e^{b(z − c)}: high scores matter more, without limit. Range (0, ∞). */
export function exp(options: PlacementSpec = {}): Link<SimpleSpec<'exp'>> {
  return simpleLink(checkedSpec<SimpleSpec<'exp'>>('exp', options), () => base);
}
