import { evaluate, type LinkSpec, type Loss } from '@lossmith/core';
import { inputOf, type Precision } from '@lossmith/core/backend';
import { smallestNormal } from '../numbers.js';
import type { ExactPoint } from './exact-points.js';
import type { OutputName } from './exact-values.js';

/** How often the rate b of a placement a·h₀(b(z − c)) is a factor of an output: H = (a/b)·H₀, h = a·h₀, h' = a·b·h₀' (design §3.1). */
const powerOfRate: Readonly<Record<OutputName, number>> = { loss: -1, gradient: 0, hessian: 1 };

/** The largest number that something of the base links is multiplied by on its way to an output. */
function placementFactor(link: LinkSpec, output: OutputName): number {
  const own = (link.amplitude ?? 1) * (link.rate ?? 1) ** powerOfRate[output];
  const inside = link.kind === 'sum' ? link.links : link.kind === 'mirror' ? [link.link] : [];
  return own * Math.max(1, ...inside.map((one) => placementFactor(one, output)));
}

/** The same point with 0 for those targets that are no normal number in units of the base link, if there are any. */
function lostTargets(link: LinkSpec, { target }: ExactPoint, least: number): readonly number[] | undefined {
  const bound = least * placementFactor(link, 'gradient');
  const kept = target.map((y) => (Math.abs(y) <= bound ? 0 : y));
  return kept.some((y, k) => y !== target[k]) ? kept : undefined;
}

/**
 * Numbers below the smallest normal one may become zero (docs/adding-a-backend.md). What is lost so within a link is then multiplied by its
 * amplitude and rate: no smaller result can be relied on. Nor can the loss of an output target y where y/a is so small, by more than it
 * changes with y = 0.
 */
export function underflow(loss: Loss, point: ExactPoint, output: OutputName, precision: Precision): number {
  const least = smallestNormal(precision);
  const { link } = loss.spec as { readonly link?: LinkSpec };
  if (link === undefined) return least;
  const own = Math.max(1, placementFactor(link, output)) * least;
  const isOutput = inputOf(loss, 'target')?.kind === 'output';
  const target = isOutput && output === 'loss' ? lostTargets(link, point, least) : undefined;
  if (target === undefined) return own;
  const shape = loss.axes === 'i' ? [1, point.predicted.length] : [1];
  const lossOf = (y: readonly number[]) =>
    evaluate(loss, { predicted: Float64Array.from(point.predicted), target: Float64Array.from(y), shape })
      .loss[0] as number;
  return Math.max(own, Math.abs(lossOf(point.target) - lossOf(target)) + own);
}
