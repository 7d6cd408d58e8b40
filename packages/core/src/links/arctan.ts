import {
  absolute,
  add,
  and,
  arctan as arctanOf,
  byArithmetic,
  divide,
  hypot1,
  integral,
  less,
  log,
  multiply,
  negate,
  select,
  sign,
  square,
  subtract,
  tan,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { arctanWide } from './arctan-wide.js';
import { type BaseLink, largerThanOne, type OutputPoint, type Point, pointAt } from './base-link.js';
import { checkedSpec } from './check.js';
import type { Link, LossAndGradient } from './link.js';
import type { PlacementSpec, SimpleSpec } from './link-spec.js';
import { simpleLink } from './simple-link.js';

/**
 * The angle θ = atan û − atan u, from its sine δ/(ĥh) and cosine (1 + ûu)/(ĥh), ĥ = √(1+û²), h = √(1+u²).
 * Beside the optimum the loss is quadrature of 1/(1+z²); elsewhere ûθ − log(ĥ/h).
 */
function matching(point: Point): LossAndGradient {
  const { predicted, target, difference, amplitude, scale } = point;
  const [length, other] = [hypot1(predicted), hypot1(target)];
  const sine = divide(divide(difference, length), other);
  const cosine = add(divide(divide(1, length), other), multiply(divide(predicted, length), divide(target, other)));
  const turn = select(less(cosine, 0), multiply(sign(difference), Math.PI), 0);
  const angle = add(arctanOf(divide(sine, cosine)), turn);
  const m = largerThanOne(point);
  const relative = divide(difference, m);
  const weight = (t: Expression) => add(square(divide(1, m)), square(add(divide(target, m), multiply(relative, t))));
  const near = multiply(
    square(relative),
    integral((t) => divide(subtract(1, t), weight(t))),
  );
  const far = subtract(multiply(predicted, angle), log(divide(length, other)));
  // Within 1.2 of their distance to ±i, where h' is singular, the nodes of `integral` suffice.
  const loss = select(less(absolute(relative), 1.2), near, far);
  const wide = arctanWide(point);
  return {
    loss: multiply(scale, byArithmetic(loss, wide.loss)),
    gradient: multiply(amplitude, byArithmetic(angle, wide.gradient)),
  };
}

/** π/2 less the nearest float64 to it. */
const restOfRightAngle = 6.123233995736766e-17;

/** u = tan y₀, beside the ends as 1/tan of the distance to them. */
function outputMatching(point: OutputPoint): LossAndGradient {
  const { output, distance } = point;
  const quarter = Math.PI / 4;
  const high = divide(1, tan(negate(distance(Math.PI / 2, restOfRightAngle))));
  const low = divide(-1, tan(distance(-Math.PI / 2, -restOfRightAngle)));
  const u = select(less(quarter, output), high, select(less(output, -quarter), low, tan(output)));
  return matching(pointAt(point, u));
}

const base: BaseLink = {
  shape: 'neither',
  odd: true,
  h: arctanOf,
  sensitivity: (u, factor) => multiply(divide(1, add(square(u), 1)), factor),
  potential: (u) => subtract(multiply(u, arctanOf(u)), log(hypot1(u))),
  matching,
  outputTargets: {
    matching: outputMatching,
    valid: ({ distance }) => and(less(0, distance(-Math.PI / 2)), less(distance(Math.PI / 2), 0)),
  },
};

/** h(z) = a·atan(b(z − c)): scores around the center matter, with tails falling as 1/z². Range (−aπ/2, aπ/2). */
export function arctan(options: PlacementSpec = {}): Link<SimpleSpec<'arctan'>> {
  return simpleLink(checkedSpec<SimpleSpec<'arctan'>>('arctan', options), () => base);
}
