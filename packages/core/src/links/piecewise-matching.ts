import {
  absolute,
  add,
  addAll,
  divide,
  less,
  maximum,
  minimum,
  multiply,
  negate,
  select,
  sign,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type { LossAndGradient } from './link.js';
import { divisor, isFlat, type PlacedPieces } from './pieces.js';
import { bernstein, overlapWith } from './piecewise-values.js';

/** The two Gauss–Legendre nodes on [0, 1], exact for cubics. */
export const nodes = [0.5 - Math.sqrt(3) / 6, 0.5 + Math.sqrt(3) / 6];

/** What one piece adds: the area under h' between the scores, and its moment about ŝ, ∫ h'(z)|ŝ − z| dz. */
export interface Share {
  readonly area: Expression;
  readonly moment: Expression;
}

/** A stretch of constant sensitivity, `gap` away from ŝ. */
function constantShare(slope: Expression, overlap: Expression, gap: Expression): Share {
  const area = multiply(overlap, slope);
  return { area, moment: multiply(area, add(gap, multiply(overlap, 0.5))) };
}

/** A piece by the two nodes: D = ∫ₛ^ŝ h'(z)(ŝ − z) dz; every term is ≥ 0. */
function pieceShare(link: PlacedPieces, k: number, ends: Ends): Share {
  const { overlap, lead, trail, gap } = overlapWith(link, k, ends);
  const piece = link.pieces[k] as readonly Expression[];
  if (piece.length === 1) return constantShare(piece[0] as Expression, overlap, gap);
  const w = divisor(link.edges, k);
  const parts = nodes.map((node) => {
    const [below, above] = [multiply(overlap, node), multiply(overlap, 1 - node)];
    const slope = bernstein(piece, divide(add(lead, below), w), divide(add(trail, above), w));
    const area = multiply(slope, multiply(overlap, 0.5));
    return { area, moment: multiply(area, add(gap, select(ends.rising, above, below))) };
  });
  return { area: addAll(parts.map(({ area }) => area)), moment: addAll(parts.map(({ moment }) => moment)) };
}

export interface Ends {
  readonly bottom: Expression;
  readonly top: Expression;
  readonly length: Expression;
  /** Whether ŝ is the upper end. */
  readonly rising: Expression;
}

export function endsOf(predicted: Expression, target: Expression, difference: Expression): Ends {
  return {
    bottom: minimum(predicted, target),
    top: maximum(predicted, target),
    length: absolute(difference),
    rising: less(0, difference),
  };
}

/** The shares of the pieces and of the two open ends; flat ones have none. */
function shares(link: PlacedPieces, ends: Ends): Share[] {
  const { edges, pieces, before, after } = link;
  const { bottom, top, length, rising } = ends;
  const last = edges.length - 1;
  const below = (k: number) => maximum(negate(link.from(bottom, k)), 0);
  const above = (k: number) => maximum(link.from(top, k), 0);
  const inner = pieces.flatMap((piece, k) => (isFlat(piece) ? [] : [pieceShare(link, k, ends)]));
  const first = constantShare(before, minimum(length, below(0)), select(rising, above(0), 0));
  const final = constantShare(after, minimum(length, above(last)), select(rising, 0, below(last)));
  return [...(isFlat([before]) ? [] : [first]), ...inner, ...(isFlat([after]) ? [] : [final])];
}

/** The matching loss of a piecewise sensitivity. Lengths are differences of scores and edges, never of clipped scores. */
export function piecewiseMatching(
  link: PlacedPieces,
  predicted: Expression,
  target: Expression,
  difference: Expression = subtract(predicted, target),
): LossAndGradient {
  const all = shares(link, endsOf(predicted, target, difference));
  // NaN scores must not vanish in a minimum or maximum, nor in a link without any sensitivity.
  const nothing = multiply(difference, 0);
  const total = (shares: readonly Expression[]) => addAll([nothing, ...shares]);
  return {
    loss: total(all.map(({ moment }) => moment)),
    gradient: multiply(total(all.map(({ area }) => area)), sign(difference)),
  };
}
