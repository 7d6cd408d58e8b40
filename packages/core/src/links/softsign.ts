import {
  absolute,
  add,
  and,
  divide,
  less,
  log,
  log1p,
  maximum,
  minimum,
  multiply,
  negate,
  select,
  sign,
  softsign as softsignOf,
  square,
  subtract,
  xMinusLog1p,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { type BaseLink, type OutputPoint, type Point, pointAt } from './base-link.js';
import { checkedSpec } from './check.js';
import type { Link, LossAndGradient } from './link.js';
import type { PlacementSpec, SimpleSpec } from './link-spec.js';
import { simpleLink } from './simple-link.js';

/** λ(t) = t − log(1 + t), with 1 + t given apart so that it keeps its digits where t is near −1. */
function gap(t: Expression, onePlus: Expression): Expression {
  const near = and(less(-0.5, t), less(t, 1));
  return select(near, xMinusLog1p(t), subtract(t, log(onePlus)));
}

/**
 * On one side of 0 the loss is λ(t), t = (|û| − |u|)/(1 + |u|); across it, all terms positive,
 * λ(|û|) + λ(−|u|/(1 + |u|)) + |û|·|u|/(1 + |u|).
 */
function matching({ predicted, target, difference, amplitude, scale }: Point): LossAndGradient {
  const [length, other] = [add(absolute(predicted), 1), add(absolute(target), 1)];
  const across = and(less(minimum(predicted, target), 0), less(0, maximum(predicted, target)));
  const t = divide(multiply(difference, sign(add(predicted, target))), other);
  const same = gap(t, divide(length, other));
  const share = absolute(softsignOf(target));
  const crossing = add(
    add(gap(absolute(predicted), length), gap(negate(share), divide(1, other))),
    multiply(absolute(predicted), share),
  );
  const apart = subtract(softsignOf(predicted), softsignOf(target));
  return {
    loss: multiply(scale, select(across, crossing, same)),
    gradient: multiply(amplitude, select(across, apart, divide(divide(difference, length), other))),
  };
}

/** u = y₀/(1 − |y₀|). */
function outputMatching(point: OutputPoint): LossAndGradient {
  const room = minimum(negate(point.distance(1)), point.distance(-1));
  return matching(pointAt(point, divide(point.output, room)));
}

const base: BaseLink = {
  shape: 'neither',
  odd: true,
  h: softsignOf,
  sensitivity: (u, factor) => multiply(square(divide(1, add(absolute(u), 1))), factor),
  potential: (u) => subtract(absolute(u), log1p(absolute(u))),
  matching,
  outputTargets: {
    matching: outputMatching,
    valid: ({ distance }) => and(less(0, distance(-1)), less(distance(1), 0)),
  },
};

/** h(z) = a·u/(1 + |u|), u = b(z − c): scores around the center matter, with the heaviest tails. Range (−a, a). */
export function softsign(options: PlacementSpec = {}): Link<SimpleSpec<'softsign'>> {
  return simpleLink(checkedSpec<SimpleSpec<'softsign'>>('softsign', options), () => base);
}
