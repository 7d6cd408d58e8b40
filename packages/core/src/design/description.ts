import type { LinkSpec } from '../links/link-spec.js';
import type { FlatRange } from './flat-ranges.js';
import type { ImportantRegion } from './important-region.js';

/** What a link makes of the scores of a region. Shares lie between 0 and 1. */
export interface RegionDescription extends ImportantRegion {
  /** Share of the scores that lie inside. */
  readonly scores: number;
  /** Share of Σ h': what a small error inside weighs. */
  readonly curvature: number;
  /** Share of Σ |h(c) − h(s)|, the gradient where every prediction is the best constant c, the h-mean. */
  readonly gradient: number;
  /** Mean sensitivity inside, divided by that outside; NaN where nothing lies inside or outside. */
  readonly emphasis: number;
}

/** How the sensitivity h' of a link is spread over observed scores. */
export interface Description {
  readonly link: LinkSpec;
  readonly scores: { readonly count: number; readonly min: number; readonly median: number; readonly max: number };
  /** h' at the scores, in units of the output per unit of the score. */
  readonly sensitivity: {
    readonly mean: number;
    readonly min: number;
    readonly max: number;
    readonly steepest: number;
  };
  /** The mean of the scores: the best constant for squared error. */
  readonly mean: number;
  /** h⁻¹ of the mean of h: the best constant for this link. */
  readonly hMean: number;
  /** (Σ h')²/Σ h'²: how many equally weighted scores would decide as much (Kish 1965). */
  readonly effectiveScores: number;
  /** b(z − c) at the smallest and the largest score, for links that are a base link with a rate and a center. */
  readonly argument: readonly [number, number] | undefined;
  readonly important: RegionDescription | undefined;
  /** Where scores have under a thousandth of the mean sensitivity. */
  readonly flat: readonly FlatRange[];
  /** What may go wrong, in words. */
  readonly warnings: readonly string[];
}
