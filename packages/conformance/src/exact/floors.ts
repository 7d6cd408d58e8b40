import { evaluate, type LinkSpec, type Loss, parseLoss } from '@lossmith/core';
import type { Precision } from '@lossmith/core/backend';
import { roundingOf } from '../numbers.js';
import type { ExactPoint } from './exact-points.js';
import { distanceFromCenters, kappa } from './kappa.js';

/**
 * Two bars of design §4 have no floor: they go to zero with the loss, which what is rounded on the way does not. A backend whose
 * every step is right to half a unit would pass or fail by luck. The floors are what one unit of the last place in those numbers (three
 * quarters of one for rows) makes of the loss, in float32 alone: float64 results have not needed one. See ARCHITECTURE.md, departure 8.
 */
export function lossFloor(loss: Loss, point: ExactPoint, precision: Precision): number {
  if (precision === 'float64') return 0;
  const unit = 2 * roundingOf(precision);
  const { spec, target } = loss;
  if (target.kind === 'output' && 'link' in spec) return outputFloor(spec.link, point, unit);
  if (loss.coupled && target.kind === 'score') return rowFloor(loss, point, unit);
  return 0;
}

/** Beside the optimum the loss is ½h'·(ŝ − h⁻¹(y))², and b(ŝ − c) and h⁻¹(y) are rounded. */
function outputFloor(link: LinkSpec, { predicted, exact }: ExactPoint, unit: number): number {
  const each = predicted.map((z, n) => {
    const step = unit * distanceFromCenters(link, z);
    return 0.5 * (exact.hessian[n]?.value ?? 0) * step * step;
  });
  const floor = each.reduce((sum, x) => sum + x, 0);
  return Number.isFinite(floor) ? floor : 0;
}

/** Where all U(ŝ) − U(s) are nearly the same, the loss is half the variance of what they are rounded to. */
function rowFloor({ spec }: Loss, { predicted, target, exact }: ExactPoint, unit: number): number {
  const transform: LinkSpec = 'transform' in spec ? spec.transform : { kind: 'identity' };
  const temperature = 'temperature' in spec ? (spec.temperature ?? 1) : 1;
  const link = parseLoss({ kind: 'matching', link: transform });
  const { gradient } = evaluate(link, { predicted: [...predicted], target: [...target] });
  const largest = Math.max(...Array.from(gradient, Math.abs)) / temperature;
  const steps = 1 + Math.max(...[...predicted, ...target].map((z) => kappa(transform, z)));
  const floor = 0.75 * unit * steps * largest * Math.sqrt(2 * (exact.loss[0]?.value ?? 0));
  return Number.isFinite(floor) ? floor : 0;
}
