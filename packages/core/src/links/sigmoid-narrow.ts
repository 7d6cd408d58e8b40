import {
  absolute,
  add,
  and,
  divide,
  exp,
  less,
  multiply,
  narrow,
  negate,
  select,
  square,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { sigmoidSkewFloat32, tanhRestFloat32 } from '../operations/coefficients.js';
import { polynomial, polynomialByPairs } from '../operations/series.js';
import type { Point } from './base-link.js';
import type { LossAndGradient } from './link.js';
import { farthest, narrowed } from './narrowed.js';

/**
 * The matching loss of the sigmoid link where a backend narrows values, for |δ| < 1: with τ = tanh(δ/2), σ(û) − σ(u) = R = τ/(1 + [eᵘ(1 + τ) + e⁻ᵘ(1 − τ)]/2), all
 * of whose terms are above 0. The loss is ½δR, the trapezoid rule, times 1 + a small part that is odd in W, the mean of tanh(u/2) and tanh(û/2) = W + R.
 */
export function sigmoidNarrowed(point: Point, general: LossAndGradient): LossAndGradient {
  const { target, difference, amplitude, scale } = point;
  const d = narrow(difference);
  const x = square(d);
  // τ/2δ. What is largest comes last, here and below, so that it hides what was rounded before.
  const turn = add(multiply(multiply(polynomialByPairs(x, tanhRestFloat32), x), 0.5), 0.25);
  const half = multiply(turn, d);
  const ahead = multiply(narrow(exp(target)), add(half, 0.5));
  const behind = multiply(narrow(exp(negate(target))), subtract(0.5, half));
  const overArea = divide(1, add(add(ahead, behind), 1));
  // R/2δ.
  const slope = multiply(turn, overArea);
  const slant = multiply(d, multiply(subtract(ahead, behind), overArea));
  const skew = bySquares(x, square(slant), sigmoidSkewFloat32);
  const mean = add(multiply(slope, multiply(slant, skew)), slope);
  const holds = and(less(absolute(d), 1), less(absolute(target), farthest));
  return narrowed(
    {
      loss: select(holds, multiply(mean, multiply(square(difference), scale)), general.loss),
      gradient: select(
        holds,
        multiply(slope, narrow(multiply(difference, multiply(amplitude, 2)))),
        narrow(general.gradient),
      ),
    },
    general,
  );
}

/** Σ P_k(x)·yᵏ. */
const bySquares = (x: Expression, y: Expression, rows: readonly (readonly number[])[]): Expression =>
  rows.map((row) => polynomial(x, row)).reduceRight((sum, row) => add(multiply(sum, y), row));
