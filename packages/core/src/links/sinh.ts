import {
  absolute,
  add,
  asinh,
  byLowering,
  cosh,
  exp,
  gammaP1,
  gammaP1Integral,
  gammaP2,
  hypot1,
  less,
  multiply,
  negate,
  select,
  sign,
  sinhMatching,
  sinh as sinhOf,
  square,
  subtract,
} from '../expressions/build.js';
import { timesExp } from '../expressions/exponentials.js';
import type { Expression } from '../expressions/expression.js';
import { type BaseLink, type OutputPoint, type Point, pointAt } from './base-link.js';
import { checkedSpec } from './check.js';
import { expNarrowed } from './exp-narrow.js';
import type { Link, LossAndGradient } from './link.js';
import type { PlacementSpec, SimpleSpec } from './link-spec.js';
import { simpleLink } from './simple-link.js';

/**
 * Half the sum of the exp link and of its mirror. With σ = sign δ, D = |δ|, w = 1 − e⁻ᴰ:
 * loss ½[e^{σû}ψ(D) + e^{−σu}χ(D)], gradient ½σw[e^{σû} + e^{−σu}]; every term is ≥ 0. No exponent needs a bound: where
 * D = 0 they are 0. Backends may have a way of their own.
 */
function matching({ predicted, target, difference, step, amplitude, scale }: Point): LossAndGradient {
  const d = absolute(difference);
  const direction = sign(difference);
  const part = (z: Expression, side: number, factor: Expression) => {
    const half = exp(multiply(multiply(z, side), direction));
    return multiply(multiply(half, factor), half);
  };
  const both = (one: Expression, other: Expression) => add(part(predicted, 0.5, one), part(target, -0.5, other));
  const w = multiply(multiply(amplitude, 0.5), multiply(direction, gammaP1(d)));
  const half = multiply(scale, 0.5);
  const args = [multiply(predicted, 0.5), multiply(target, -0.5), difference, step, scale, amplitude];
  return {
    loss: byLowering(sinhMatching('Loss', args), both(multiply(gammaP2(d), half), multiply(gammaP1Integral(d), half))),
    gradient: byLowering(sinhMatching('Gradient', args), both(w, w)),
  };
}

/** factor·cosh z for z ≥ 0. */
function timesCosh(factor: Expression, z: Expression): Expression {
  const half = multiply(factor, 0.5);
  return add(timesExp(half, z), timesExp(half, negate(z)));
}

/**
 * u = asinh y beside the optimum; elsewhere cosh û − √(1+y²) − y(û − u), where nothing cancels any more, with e^|û| taken out
 * so that no infinity meets another.
 */
function outputMatching(point: OutputPoint): LossAndGradient {
  const at = pointAt(point, asinh(point.output));
  const length = absolute(point.predicted);
  const decay = exp(negate(length));
  const rest = add(multiply(decay, hypot1(point.output)), multiply(multiply(decay, point.output), at.difference));
  const far = subtract(multiply(add(square(decay), 1), 0.5), rest);
  return {
    loss: select(less(absolute(at.difference), 2), matching(at).loss, timesExp(multiply(point.scale, far), length)),
    gradient: multiply(point.amplitude, subtract(sinhOf(point.predicted), point.output)),
  };
}

const base: BaseLink = {
  shape: 'neither',
  odd: true,
  separable: { form: 'sinh' },
  h: sinhOf,
  sensitivity: (u, factor) => timesCosh(factor, absolute(u)),
  potential: cosh,
  matching: (point) => expNarrowed(point, [1, -1], [0, 1.75], matching(point)),
  outputTargets: { matching: outputMatching },
};

/** h(z) = a·sinh(b(z − c)): both ends of the scale matter more. Range: all numbers. */
export function sinh(options: PlacementSpec = {}): Link<SimpleSpec<'sinh'>> {
  return simpleLink(checkedSpec<SimpleSpec<'sinh'>>('sinh', options), () => base);
}
