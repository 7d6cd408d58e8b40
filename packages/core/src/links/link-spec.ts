import type { ExpressionSpec } from '../expressions/json.js';

/** What every link has: h(z) = amplitude·h₀(rate·(z − center)). */
export interface PlacementSpec {
  /** a > 0, in units of the output: how tall the link is. Default 1. */
  readonly amplitude?: number;
  /** b > 0, in 1/units of the score: how fast the link changes. Default 1. */
  readonly rate?: number;
  /** c, in units of the score: where the link is laid. Default 0. */
  readonly center?: number;
}

/** A point [z, h(z)] of a drawn link. */
export type Knot = readonly [z: number, h: number];

/** Scores that matter more: sensitivity `gain` between `from` and `to`, with linear ramps of width `softness` centred on the edges. */
export interface Region {
  /** Left edge, in units of the score; open if left out. */
  readonly from?: number;
  /** Right edge, in units of the score, above `from`; open if left out. */
  readonly to?: number;
  /** What is added to the sensitivity h' inside, > 0, in units of the output per unit of the score. Required. */
  readonly gain: number;
  /** Width of the ramp at each edge, ≥ 0, in units of the score. Default 0: a hard edge. */
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

/** A link that has nothing but amplitude, rate and center. */
export interface SimpleSpec<Kind extends SimpleLinkKind = SimpleLinkKind> extends PlacementSpec {
  readonly kind: Kind;
}

export interface PowerSpec extends PlacementSpec {
  readonly kind: 'power';
  /** p > 0. */
  readonly exponent: number;
}

export interface ClipSpec extends PlacementSpec {
  readonly kind: 'clip';
  /** θ > 0. */
  readonly threshold: number;
}

export interface SumSpec<Links extends readonly LinkSpec[] = readonly LinkSpec[]> extends PlacementSpec {
  readonly kind: 'sum';
  /** The summands, at least one. */
  readonly links: Links;
}

export interface MirrorSpec<Inner extends LinkSpec = LinkSpec> extends PlacementSpec {
  readonly kind: 'mirror';
  /** What is mirrored. */
  readonly link: Inner;
}

export interface KnotsSpec<Kind extends 'piecewiseLinear' | 'monotoneCubic' = 'piecewiseLinear' | 'monotoneCubic'>
  extends PlacementSpec {
  readonly kind: Kind;
  /** Points [z, h(z)], at least two. */
  readonly knots: readonly Knot[];
}

export interface SensitivitySpec extends PlacementSpec {
  readonly kind: 'fromSensitivity';
  /** Sensitivity everywhere, ≥ 0. Default 0. */
  readonly floor?: number;
  readonly regions: readonly Region[];
}

export interface CustomSpec extends PlacementSpec {
  readonly kind: 'custom';
  /** The link as an expression of z. */
  readonly h: ExpressionSpec;
  /** Its potential, H' = h. */
  readonly H?: ExpressionSpec;
  /** Its slope. */
  readonly dh?: ExpressionSpec;
}

/** A link as JSON. */
export type LinkSpec =
  | SimpleSpec
  | PowerSpec
  | ClipSpec
  | SumSpec
  | MirrorSpec
  | KnotsSpec
  | SensitivitySpec
  | CustomSpec;

export type LinkKind = LinkSpec['kind'];
