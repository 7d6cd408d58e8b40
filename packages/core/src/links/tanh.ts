import {
  and,
  lessEqual,
  multiply,
  negate,
  sigmoid as sigmoidOf,
  softplus,
  subtract,
  tanh as tanhOf,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type { BaseLink, OutputPoint, Point } from './base-link.js';
import { checkedSpec } from './check.js';
import type { Link, LossAndGradient } from './link.js';
import type { PlacementSpec, SimpleSpec } from './link-spec.js';
import { sigmoidMatching, sigmoidTowards } from './sigmoid.js';
import { simpleLink } from './simple-link.js';

const twice = (x: Expression) => multiply(x, 2);

/** tanh u = 2σ(2u) − 1: twice the sigmoid link at twice the rate. */
function matching(point: Point): LossAndGradient {
  return sigmoidMatching({
    ...point,
    predicted: twice(point.predicted),
    target: twice(point.target),
    difference: twice(point.difference),
    amplitude: twice(point.amplitude),
  });
}

function outputMatching(point: OutputPoint): LossAndGradient {
  const half = (x: Expression) => multiply(x, 0.5);
  const doubled = { ...point, predicted: twice(point.predicted), amplitude: twice(point.amplitude) };
  return sigmoidTowards(doubled, half(point.distance(-1)), half(negate(point.distance(1))), point.output);
}

/** log cosh u = log(1 + e²ᵘ) − u − log 2. */
const logCosh = (u: Expression) => subtract(subtract(softplus(twice(u)), u), Math.LN2);

const base: BaseLink = {
  shape: 'neither',
  odd: true,
  h: tanhOf,
  sensitivity: (u, factor) => multiply(multiply(multiply(sigmoidOf(twice(u)), sigmoidOf(multiply(u, -2))), 4), factor),
  potential: logCosh,
  matching,
  outputTargets: {
    matching: outputMatching,
    valid: ({ distance }) => and(lessEqual(0, distance(-1)), lessEqual(distance(1), 0)),
  },
};

/** h(z) = a·tanh(b(z − c)): scores around the center matter. Range [−a, a], ends included as targets. */
export function tanh(options: PlacementSpec = {}): Link<SimpleSpec<'tanh'>> {
  return simpleLink(checkedSpec<SimpleSpec<'tanh'>>('tanh', options), () => base);
}
