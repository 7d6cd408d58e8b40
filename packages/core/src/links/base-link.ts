import {
  absolute,
  add,
  byPrecision,
  divide,
  integral,
  maximum,
  minimum,
  multiply,
  negate,
  offset,
  scaled,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type {
  Both,
  LossAndGradient,
  MatchingForms,
  OutputTargets,
  Placement,
  Separable,
  Shape,
  Term,
  ValueAndSlope,
} from './link.js';

/** A predicted and an observed score in the units of a base link. */
export interface Point {
  /** û = ±b(ŝ − c). */
  readonly predicted: Expression;
  /** u = ±b(s − c). */
  readonly target: Expression;
  /** δ = ±b(ŝ − s), from the difference of the scores themselves. */
  readonly difference: Expression;
  /** ±a: gradients are this times those of the base link. */
  readonly amplitude: Expression;
  /** a/b: losses are this times those of the base link. */
  readonly scale: Expression;
  /** (a/b)·δ = ±a(ŝ − s). */
  readonly step: Expression;
}

/** An observed output in the units of a base link. */
export interface OutputPoint {
  /** û = ±b(ŝ − c). */
  readonly predicted: Expression;
  /** y₀ = ±y/a. */
  readonly output: Expression;
  /** y₀ − end, from the difference of y itself; `rest` is what the number `end` leaves of the true one. */
  distance(end: number, rest?: number): Expression;
  readonly amplitude: Expression;
  readonly scale: Expression;
}

/** A link without amplitude, rate and center: h₀ of design §3.1. */
export interface BaseLink {
  readonly shape: Shape;
  h(u: Expression): Expression;
  /** factor·h₀': some links overflow sooner than that. */
  sensitivity(u: Expression, factor: Expression): Expression;
  potential(u: Expression): Expression;
  matching(point: Point): MatchingForms;
  /** The matching loss of the link h₀'. Default: quadrature of h₀'' for |δ| < 1, the direct form elsewhere. */
  sensitivityMatching?(point: Point): LossAndGradient;
  /** h and h' at both scores, where these take less together; the curvature is that of h' = curvature·h₀'. */
  both?(point: Point, curvature: Expression): Both<ValueAndSlope>;
  /** Whether h₀(−u) is −h₀(u) but for a constant. */
  readonly odd?: boolean;
  /** How the losses of all pairs of a list are added up without looking at each pair. */
  readonly separable?: Separable;
  readonly outputTargets?: {
    matching(point: OutputPoint): LossAndGradient;
    valid?(point: OutputPoint): Expression;
    /** At y₀ = 1, the upper end of the range. */
    top?(point: Omit<OutputPoint, 'output' | 'distance'>): LossAndGradient;
  };
}

/**
 * Sensitivity quadrature: h(û) − h(u) = δ∫₀¹h'(u + tδ)dt, and the mean of h(z) − h(u) on the way from u to û,
 * δ∫₀¹(1 − t)h'(u + tδ)dt, which times δ is the loss. Every term has the sign of δ, so nothing cancels.
 */
export function quadrature(
  point: Pick<Point, 'target' | 'difference'>,
  sensitivity: (z: Expression) => Expression,
): { rise: Expression; mean: Expression } {
  const at = (t: Expression) => sensitivity(add(point.target, multiply(point.difference, t)));
  return {
    rise: multiply(point.difference, integral(at)),
    mean: multiply(
      point.difference,
      integral((t) => multiply(at(t), subtract(1, t))),
    ),
  };
}

/** max(1, min(|û|, |u|)): about the distance from the scores to a singularity at ±i. */
export const largerThanOne = ({ predicted, target }: Point): Expression =>
  maximum(minimum(absolute(predicted), absolute(target)), 1);

/** The point of a score target that was found from an output: the difference is that of the scores in base units. */
export function pointAt(point: OutputPoint, target: Expression): Point {
  const difference = subtract(point.predicted, target);
  return { ...point, target, difference, step: multiply(point.scale, difference) };
}

/** y − a·end: in float64 the end is taken away in parts of 24 bits, whose products with a float32 amplitude are exact. */
function fromEnd(output: Expression, amplitude: Expression, end: number, rest: number): Expression {
  const first = Math.fround(end);
  const second = Math.fround(end - first);
  const parts = [first, second, end - first - second + rest].filter((part) => part !== 0);
  const double = parts.reduce((left, part) => subtract(left, multiply(amplitude, part)), output);
  return byPrecision(double, offset(output, multiply(amplitude, end)));
}

function outputTargets(
  base: NonNullable<BaseLink['outputTargets']>,
  at: (z: Expression) => Expression,
  placed: Placed,
): OutputTargets {
  const { amplitude, scale } = placed;
  const point = (predicted: Expression, output: Expression): OutputPoint => ({
    predicted: at(predicted),
    output: divide(output, amplitude),
    distance: (end, rest = 0) => divide(fromEnd(output, amplitude, end, rest), amplitude),
    amplitude,
    scale,
  });
  return {
    matching: (predicted, output) => base.matching(point(predicted, output)),
    valid: (output) => base.valid?.(point(output, output)),
    ...(base.top && {
      top: {
        output: amplitude,
        matching: (predicted: Expression) =>
          (base.top as NonNullable<typeof base.top>)({ predicted: at(predicted), amplitude, scale }),
      },
    }),
  };
}

interface Placed {
  readonly amplitude: Expression;
  readonly rate: Expression;
  readonly scale: Expression;
}

/** The base link laid over the scores. */
export function place(base: BaseLink, placement: Placement): Term {
  const { center, mirrored } = placement;
  const signed = (value: Expression) => (mirrored ? negate(value) : value);
  const amplitude = signed(placement.amplitude);
  const rate = signed(placement.rate);
  const scale = divide(placement.amplitude, placement.rate);
  const at = (z: Expression) => byPrecision(placement.chain(z), scaled(offset(z, center), rate));
  const point = (predicted: Expression, target: Expression, raw = subtract(predicted, target)): Point => {
    return {
      predicted: at(predicted),
      target: at(target),
      difference: scaled(raw, rate),
      amplitude,
      scale,
      step: multiply(raw, amplitude),
    };
  };
  const curvature = multiply(placement.amplitude, placement.rate);
  /** Scores where h' is matched. */
  const sensitivityPoint = (predicted: Expression, target: Expression): Point => {
    const p = point(predicted, target);
    return { ...p, amplitude: curvature, scale: amplitude, step: multiply(p.difference, amplitude) };
  };
  const { sensitivityMatching: own } = base;
  return {
    h: (z) => multiply(base.h(at(z)), amplitude),
    sensitivity: (z) => base.sensitivity(at(z), curvature),
    potential: (z) => multiply(base.potential(at(z)), scale),
    matching: (predicted, target, difference) => base.matching(point(predicted, target, difference)),
    sensitivityMatching:
      own === undefined
        ? { base, point: sensitivityPoint }
        : (predicted, target) => own(sensitivityPoint(predicted, target)),
    both: (predicted, target) => base.both?.(point(predicted, target), curvature),
    shape: mirrored ? mirroredShape(base.shape) : base.shape,
    pairs: {
      amplitude,
      rate,
      center,
      scale,
      odd: base.odd === true,
      ...(base.separable && { separable: base.separable }),
    },
    ...(base.outputTargets === undefined
      ? {}
      : { outputTargets: outputTargets(base.outputTargets, at, { amplitude, rate, scale }) }),
  };
}

/** −h(−z) is concave where h is convex. */
export function mirroredShape(shape: Shape): Shape {
  if (shape === 'convex') return 'concave';
  return shape === 'concave' ? 'convex' : shape;
}
