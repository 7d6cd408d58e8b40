import type { Expression } from '../expressions/expression.js';
import type { BaseLink, Point } from './base-link.js';
import type { LinkSpec } from './link-spec.js';

/** How a base link h₀ is laid over the scores: h(z) = ±a·h₀(±b(z − c)), both signs minus where mirrored. */
export interface Placement {
  readonly amplitude: Expression;
  readonly rate: Expression;
  readonly center: Expression;
  readonly mirrored: boolean;
  /**
   * ±b(z − c) step by step through the links around h₀. In float64 every step is exact beside the center for scores and
   * parameters that are float32 numbers; in float32 the combined center, split in two, is what keeps the digits.
   */
  chain(z: Expression): Expression;
}

/** A matching loss and its gradient by the predicted score, in a form that keeps its digits near the optimum and in the tails. */
export interface LossAndGradient {
  readonly loss: Expression;
  readonly gradient: Expression;
}

/** The matching loss, and where a link has that a form that narrows values, within 4 + κ/2 units of the last place of float32. */
export interface MatchingForms extends LossAndGradient {
  readonly narrowed?: LossAndGradient;
}

/** How a link bends: 'linear' is both convex and concave. */
export type Shape = 'linear' | 'convex' | 'concave' | 'neither';

/** What a link does with targets that are outputs y = h(s). */
export interface OutputTargets {
  /** The Fenchel–Young loss H(ŝ) − yŝ + H*(y), gradient h(ŝ) − y. */
  matching(predicted: Expression, output: Expression): LossAndGradient;
  /** Whether y can be a target: inside the range of h, or an end of it where H* is finite. Undefined where every number can. */
  valid(output: Expression): Expression | undefined;
  /** The same where y is the upper end of the range, which takes much less. */
  readonly top?: { readonly output: Expression; matching(predicted: Expression): LossAndGradient };
}

/** A base link, and the scores as it sees them where h' is matched: amplitudes are those of h'. */
export interface SensitivityFrame {
  readonly base: BaseLink;
  point(predicted: Expression, target: Expression): Point;
}

/** Links whose losses on all pairs of a list add up without looking at each pair (losses/separable-pairs.ts). */
export type SeparableForm = 'linear' | 'cubic' | 'exp' | 'sinh';

/** A form, and what must be one number for it to hold. */
export interface Separable {
  readonly form: SeparableForm;
  readonly where?: { readonly value: Expression; readonly is: number };
}

/** What is known of a term for pairs of scores: h(z) = amplitude·h₀(rate·(z − center)), both signs minus where mirrored. */
export interface PairFrame {
  readonly amplitude: Expression;
  readonly rate: Expression;
  readonly center: Expression;
  /** |amplitude|/|rate|. */
  readonly scale: Expression;
  /** Whether h(−z) is −h(z) but for a constant where the center is 0. */
  readonly odd: boolean;
  /** How all pairs are added up, where they can be. */
  readonly separable?: Separable;
}

/** h and h' at one score. */
export interface ValueAndSlope {
  readonly h: Expression;
  readonly sensitivity: Expression;
}

/** Something of a predicted and of an observed score. */
export interface Both<Of> {
  readonly predicted: Of;
  readonly target: Of;
}

/** One summand of a link, as expressions of scores. */
export interface Term {
  h(z: Expression): Expression;
  /** H with H' = h; leaves out what needs no closed form. */
  potential(z: Expression): Expression;
  /** h'; at a kink the value to its right. */
  sensitivity(z: Expression): Expression;
  /** D(ŝ, s) = H(ŝ) − H(s) − (ŝ − s)·h(s) and h(ŝ) − h(s). `difference` is ŝ − s where more of it is known than their subtraction gives. */
  matching(predicted: Expression, target: Expression, difference?: Expression): MatchingForms;
  /**
   * The same with h' in the place of h: h(ŝ) − h(s) − (ŝ − s)·h'(s) and h'(ŝ) − h'(s). Where a link has no form of its own, what the default is
   * made of: composite Softmax alone asks for it (`sensitivityMatching`).
   */
  readonly sensitivityMatching: ((predicted: Expression, target: Expression) => LossAndGradient) | SensitivityFrame;
  readonly outputTargets?: OutputTargets;
  /** h and h' at two scores that are compared, where these take less together than one by one. */
  both?(predicted: Expression, target: Expression): Both<ValueAndSlope> | undefined;
  readonly shape: Shape;
  /** Left out: nothing is known. */
  readonly pairs?: PairFrame;
}

/**
 * A non-decreasing function of the score; what texts on generalised linear models call the inverse link. `Spec` says which, where
 * that is known: `Link<SimpleSpec<'sinh'>>`.
 */
export interface Link<Spec extends LinkSpec = LinkSpec> {
  readonly type: 'lossmith.link';
  /** The link as JSON. */
  readonly spec: Spec;
  /** Its summands, laid over the scores; `path` leads to this link in the JSON and names its parameters. */
  terms(placement: Placement, path: string): readonly Term[];
}
