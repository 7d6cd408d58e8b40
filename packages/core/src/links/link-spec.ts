import type { ExpressionSpec } from '../expressions/json.js';

/** What every link has: h(z) = amplitude·h₀(rate·(z − center)). */
export interface PlacementSpec {
  /** a > 0, in units of the output. Default 1. */
  readonly amplitude?: number;
  /** b > 0, in 1/units of the score. Default 1. */
  readonly rate?: number;
  /** c, in units of the score. Default 0. */
  readonly center?: number;
}

/** A point [z, h(z)] of a drawn link. */
export type Knot = readonly [z: number, h: number];

/** Scores that matter more: sensitivity `gain` between `from` and `to`, with linear ramps of width `softness` centred on the edges. */
export interface Region {
  /** Left edge; open if left out. */
  readonly from?: number;
  /** Right edge; open if left out. */
  readonly to?: number;
  readonly gain: number;
  readonly softness?: number;
}

/** Kinds of links that have more than amplitude, rate and center. */
type ParametrisedKind =
  | 'power'
  | 'clip'
  | 'sum'
  | 'mirror'
  | 'piecewiseLinear'
  | 'monotoneCubic'
  | 'fromSensitivity'
  | 'custom';

/** All others that there is a builder of. */
export type SimpleLinkKind = Exclude<keyof typeof import('./index.js'), ParametrisedKind>;

/** A link as JSON. */
export type LinkSpec =
  | (PlacementSpec & { readonly kind: SimpleLinkKind })
  | (PlacementSpec & { readonly kind: 'power'; readonly exponent: number })
  | (PlacementSpec & { readonly kind: 'clip'; readonly threshold: number })
  | (PlacementSpec & { readonly kind: 'sum'; readonly links: readonly LinkSpec[] })
  | (PlacementSpec & { readonly kind: 'mirror'; readonly link: LinkSpec })
  | (PlacementSpec & { readonly kind: 'piecewiseLinear' | 'monotoneCubic'; readonly knots: readonly Knot[] })
  | (PlacementSpec & {
      readonly kind: 'fromSensitivity';
      readonly floor?: number;
      readonly regions: readonly Region[];
    })
  | (PlacementSpec & {
      readonly kind: 'custom';
      readonly h: ExpressionSpec;
      readonly H?: ExpressionSpec;
      readonly dh?: ExpressionSpec;
    });

export type LinkKind = LinkSpec['kind'];
