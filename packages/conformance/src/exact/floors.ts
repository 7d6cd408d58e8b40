import { evaluate, type LinkSpec, type Loss, parseLoss } from '@lossmith/core';
import type { Precision } from '@lossmith/core/backend';
import { roundingOf } from '../numbers.js';
import type { ExactPoint } from './exact-points.js';
import { distanceFromCenters, kappa } from './kappa.js';

/**
 * Two bars of design §4 have no floor: they go to zero with the loss, which what is rounded on the way does not. A backend that does as
 * the guide says would pass or fail by luck. The floors are what the guide allows in those numbers makes of the loss. See ARCHITECTURE.md,
 * departure 8.
 */
export function lossFloor(loss: Loss, point: ExactPoint, precision: Precision): number {
  const unit = 2 * roundingOf(precision);
  const { spec, target } = loss;
  if (target.kind === 'output' && 'link' in spec) return outputFloor(spec.link, point, unit);
  if (loss.coupled && target.kind === 'score') return rowFloor(loss, point, unit);
  return 0;
}

/**
 * Units of the last place: one for b(ŝ − c), and 2½ for each of two functions on the way, which may be that far off: h⁻¹(y), and what
 * compares the two (û/u of a power, say).
 */
const outputUnits = 6;

/** Beside the optimum the loss is ½h'·(ŝ − h⁻¹(y))², and b(ŝ − c) and h⁻¹(y) are rounded. */
function outputFloor(link: LinkSpec, { predicted, exact }: ExactPoint, unit: number): number {
  const each = predicted.map((z, n) => {
    const step = outputUnits * unit * distanceFromCenters(link, z);
    return 0.5 * (exact.hessian[n]?.value ?? 0) * step * step;
  });
  const floor = each.reduce((sum, x) => sum + x, 0);
  return Number.isFinite(floor) ? floor : 0;
}

/**
 * Where all d = U(ŝ) − U(s) are nearly the same, the loss is L = ½σ², σ² their variance, and what d is rounded to moves σ by up to
 * ε = three quarters of a unit in the largest d: to ½(σ + ε)² = L + εσ + ½ε².
 */
function rowFloor({ spec }: Loss, { predicted, target, exact }: ExactPoint, unit: number): number {
  const transform: LinkSpec = 'transform' in spec ? spec.transform : { kind: 'identity' };
  const temperature = 'temperature' in spec ? (spec.temperature ?? 1) : 1;
  const link = parseLoss({ kind: 'matching', link: transform });
  const { gradient } = evaluate(link, { predicted: [...predicted], target: [...target] });
  const largest = Math.max(...Array.from(gradient, Math.abs)) / temperature;
  const steps = 1 + Math.max(...[...predicted, ...target].map((z) => kappa(transform, z)));
  const error = 0.75 * unit * steps * largest;
  const floor = error * Math.sqrt(2 * (exact.loss[0]?.value ?? 0)) + 0.5 * error * error;
  return Number.isFinite(floor) ? floor : 0;
}
