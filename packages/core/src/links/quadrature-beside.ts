import { multiply, select } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { type Point, quadrature } from './base-link.js';
import type { LossAndGradient } from './link.js';

/** Quadrature of h₀' where the scores are near each other. Elsewhere the given loss, and the given gradient times the amplitude. */
export function quadratureBeside(
  near: Expression,
  point: Omit<Point, 'predicted' | 'scale'>,
  sensitivity: (z: Expression) => Expression,
  far: LossAndGradient,
): LossAndGradient {
  const { rise, mean } = quadrature(point, sensitivity);
  return {
    loss: select(near, multiply(point.step, mean), far.loss),
    gradient: multiply(point.amplitude, select(near, rise, far.gradient)),
  };
}
