import { evaluate, evaluateLink, type LinkSpec, parseLoss } from '@lossmith/core';
import { buildLink } from './build-link.js';

/** A range of scores to draw. */
export interface View {
  readonly from: number;
  readonly to: number;
}

/** A link and its loss over the scores of a view. */
export interface Curves {
  readonly scores: Float64Array;
  readonly link: Float64Array;
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
const linkAt = (link: LinkSpec, score: number): number => evaluateLink(buildLink(link), [score]).output[0] as number;

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
  const level = linkAt(link, target);
  return { scores, link: gradient.map((value) => value + level), sensitivity: hessian, loss, gradient };
}
