import {
  absolute,
  add,
  asinh as asinhOf,
  byArithmetic,
  divide,
  hypot1,
  less,
  multiply,
  select,
  sinh,
  subtract,
} from '../expressions/build.js';
import { type BaseLink, largerThanOne, type OutputPoint, type Point, pointAt, quadrature } from './base-link.js';
import { checkedSpec } from './check.js';
import type { Link, LossAndGradient } from './link.js';
import type { PlacementSpec, SimpleSpec } from './link-spec.js';
import { simpleLink } from './simple-link.js';

/**
 * Quadrature of h' = 1/√(1+z²) beside the optimum. Elsewhere, with Δ = asinh û − asinh u,
 * û·Δ − (ĥ − h) = δ[(û/δ)Δ − (û+u)/(ĥ+h)], ĥ = √(1+û²), h = √(1+u²).
 */
function matching(point: Point): LossAndGradient {
  const { predicted, target, difference, amplitude, step } = point;
  const gap = subtract(asinhOf(predicted), asinhOf(target));
  // With float64 arithmetic the direct form is good much nearer the optimum, and better than six nodes, which are 2.4 ulp off at 1.2.
  const m = largerThanOne(point);
  const near = less(absolute(difference), byArithmetic(multiply(m, 1.2), multiply(m, 0.4)));
  const { rise, mean } = quadrature(point, (z) => divide(1, hypot1(z)));
  const chord = divide(add(predicted, target), add(hypot1(predicted), hypot1(target)));
  const farMean = subtract(multiply(divide(predicted, difference), gap), chord);
  return {
    loss: multiply(step, select(near, mean, farMean)),
    gradient: multiply(amplitude, select(near, rise, gap)),
  };
}

function outputMatching(point: OutputPoint): LossAndGradient {
  return {
    loss: matching(pointAt(point, sinh(point.output))).loss,
    gradient: multiply(point.amplitude, subtract(asinhOf(point.predicted), point.output)),
  };
}

const base: BaseLink = {
  shape: 'neither',
  odd: true,
  h: asinhOf,
  sensitivity: (u, factor) => multiply(divide(1, hypot1(u)), factor),
  potential: (u) => subtract(multiply(u, asinhOf(u)), hypot1(u)),
  matching,
  outputTargets: { matching: outputMatching },
};

/** h(z) = a·asinh(b(z − c)): compressive, like a logarithm on both sides. Range: all numbers. */
export function asinh(options: PlacementSpec = {}): Link<SimpleSpec<'asinh'>> {
  return simpleLink(checkedSpec<SimpleSpec<'asinh'>>('asinh', options), () => base);
}
