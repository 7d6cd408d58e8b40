import { absolute, add, and, exp, less, multiply, narrow, select, square, subtract } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { coshRestFloat32, sinhRestFloat32 } from '../operations/coefficients.js';
import { polynomial } from '../operations/series.js';
import type { Point } from './base-link.js';
import type { LossAndGradient, MatchingForms } from './link.js';

/** eᵘ, or e⁻ᵘ for −1. */
type Side = 1 | -1;

/** How far scores may be from the center: e^{±u} and its products stay within float32's range. */
const farthest = 80;

/** Factors that take no such product out of the range, or below it. */
const isModerate = (factor: Expression) => and(less(2 ** -40, absolute(factor)), less(absolute(factor), 2 ** 40));

/** The loss and the gradient of one side: by polynomials, still to be multiplied by δ² and δ, and by e^{±δ}. */
function sideOf({ target, difference }: Point, side: Side) {
  const signed = (x: Expression) => multiply(x, side);
  const d = narrow(difference);
  const x = square(d);
  // cosh δ and sinh δ without the beginnings of their series serve both sides. What is largest comes last, so that it hides what was rounded before.
  const even = multiply(polynomial(x, coshRestFloat32), x);
  const odd = multiply(polynomial(x, sinhRestFloat32), d);
  const area = add(add(even, signed(odd)), 0.5);
  const power = narrow(exp(signed(difference)));
  const growth = narrow(exp(signed(target)));
  return {
    loss: [area, subtract(power, narrow(add(1, signed(difference))))].map((value) => multiply(value, growth)),
    gradient: [add(1, signed(multiply(area, d))), signed(subtract(power, 1))].map((value) => multiply(value, growth)),
  };
}

/**
 * The matching loss of the mean of eᵘ and, as its mirror, e⁻ᵘ where a backend narrows values: eᵘφ(δ) and eᵘ(e^δ − 1), φ(t) = eᵗ − 1 − t. By polynomials
 * where δ, within ±7/4, is within `reach` of `middle`; `general` is left with what would leave float32's range.
 */
export function expNarrowed(
  point: Point,
  sides: readonly Side[],
  [middle, reach]: readonly [number, number],
  general: LossAndGradient,
): MatchingForms {
  const { target, difference } = point;
  const parts = sides.map((side) => sideOf(point, side));
  const share = (factor: Expression) => multiply(factor, 1 / sides.length);
  const [scale, amplitude] = [share(point.scale), share(point.amplitude)];
  const isNear = and(less(absolute(narrow(subtract(difference, middle))), reach), less(absolute(target), farthest));
  const moderate = and(isModerate(scale), isModerate(amplitude));
  const isOrdinary = and(less(add(absolute(target), absolute(difference)), farthest), moderate);
  // Squares, and differences times factors, may lie below float32's range: products with `beside` are float64's.
  const choose = (of: keyof LossAndGradient, factor: Expression, beside: Expression) => {
    const sum = (k: number) => parts.map((part) => part[of][k] as Expression).reduce(add);
    const other = select(isOrdinary, multiply(sum(1), factor), general[of]);
    return select(isNear, multiply(sum(0), multiply(beside, factor)), other);
  };
  const narrowed = {
    loss: choose('loss', scale, square(difference)),
    gradient: choose('gradient', amplitude, difference),
  };
  return { ...general, narrowed };
}
