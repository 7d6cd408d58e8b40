import type { LinkSpec } from '../links/link-spec.js';

/** What a target is: a score, an output y = h(s), a row of probabilities, or the index of a class. */
export type TargetKind = 'score' | 'output' | 'probability' | 'label';

export interface MatchingSpec {
  readonly kind: 'matching' | 'perClass';
  readonly target?: 'score' | 'output';
  readonly link: LinkSpec;
}

export interface SoftmaxSpec {
  readonly kind: 'softmax';
  readonly target?: 'score' | 'probability' | 'label';
  readonly temperature?: number;
}

export interface CompositeSoftmaxSpec {
  readonly kind: 'compositeSoftmax';
  readonly form: 'matching' | 'divergence';
  readonly target?: 'score' | 'probability' | 'label';
  readonly temperature?: number;
  readonly transform: LinkSpec;
  /** Takes the word of the user that the transform is convex (matching form). */
  readonly assumeConvex?: boolean;
}

/** A loss as JSON. */
export type LossSpec = MatchingSpec | SoftmaxSpec | CompositeSoftmaxSpec;
export type LossKind = LossSpec['kind'];
