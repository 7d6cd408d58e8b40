import { evaluate, evaluateLink, type LinkSpec, parseLoss } from '@lossmith/core';
import { buildLink } from './build-link.js';

/** A range of scores to draw. */
export interface View {
  readonly from: number;
  readonly to: number;
}

/** A loss over the scores of a view, and the sensitivity of its link. */
export interface Curves {
  readonly scores: Float64Array;
  readonly sensitivity: Float64Array;
  readonly loss: Float64Array;
  readonly gradient: Float64Array;
}

/** Steps of the grid. A multiple of the bins of the spread, so that the middle of a bin lies on it. */
export const steps = 160;

const gridOf = ({ from, to }: View): Float64Array =>
  Float64Array.from({ length: steps + 1 }, (_, k) => from + ((to - from) * k) / steps);

export const matching = (link: LinkSpec) => parseLoss({ kind: 'matching', target: 'score', link });

/** The value of the link at one score: all that its loss leaves open. */
export const linkAt = (link: LinkSpec, score: number): number =>
  evaluateLink(buildLink(link), [score]).output[0] as number;

/**
 * Everything by one evaluation of the loss at a grid: its gradient is h(ŝ) − h(s), its curvature h'(ŝ). The work does not depend on how many
 * scores the reader has.
 */
export function curvesOf(link: LinkSpec, view: View, target: number): Curves {
  const scores = gridOf(view);
  const { loss, gradient, hessian } = evaluate(matching(link), {
    predicted: scores,
    target: new Float64Array(scores.length).fill(target),
  });
  return { scores, sensitivity: hessian, loss, gradient };
}

/** The link, from the gradient, which leaves a constant open, and the link's value in the middle of the view. */
export function linkOf({ gradient }: Curves, level: number): Float64Array {
  const middle = gradient[steps / 2] as number;
  return gradient.map((value) => value - middle + level);
}
