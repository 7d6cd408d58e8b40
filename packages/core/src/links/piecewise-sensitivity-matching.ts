import {
  add,
  addAll,
  and,
  divide,
  less,
  lessEqual,
  maximum,
  multiply,
  negate,
  select,
  sign,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import type { LossAndGradient } from './link.js';
import { divisor, isFlat, type PlacedPieces } from './pieces.js';
import { type Ends, endsOf, nodes, type Share } from './piecewise-matching.js';
import { bernstein, overlapWith } from './piecewise-values.js';

/** A jump of h' at an edge between the scores: its size, and its moment, the size times the way from the edge to ŝ. */
function jumpShare({ pieces, before, after, from }: PlacedPieces, k: number, { bottom, top, rising }: Ends): Share {
  const [left, right] = [k === 0 ? before : (pieces[k - 1]?.at(-1) as Expression), pieces[k]?.[0] ?? after];
  const [below, above] = [from(bottom, k), from(top, k)];
  const area = select(and(less(below, 0), lessEqual(0, above)), subtract(right, left), 0);
  return { area, moment: multiply(area, select(rising, maximum(above, 0), maximum(negate(below), 0))) };
}

/** What the bend h'' of one piece adds, by the two nodes that are exact for it. */
function bendShares(link: PlacedPieces, k: number, ends: Ends): Share[] {
  const piece = link.pieces[k] as readonly Expression[];
  const changes = piece.slice(1).map((value, n) => subtract(value, piece[n] as Expression));
  if (isFlat(changes)) return [];
  const { overlap, lead, trail, gap } = overlapWith(link, k, ends);
  const w = divisor(link.edges, k);
  return nodes.map((node) => {
    const [below, above] = [multiply(overlap, node), multiply(overlap, 1 - node)];
    const bend = multiply(
      bernstein(changes, divide(add(lead, below), w), divide(add(trail, above), w)),
      changes.length,
    );
    const area = multiply(bend, multiply(divide(overlap, w), 0.5));
    return { area, moment: multiply(area, add(gap, select(ends.rising, above, below))) };
  });
}

/** The matching loss of h': ∫ₛ^ŝ h''(z)(ŝ − z) dz along the pieces, and the jumps of h' that lie between the scores. */
export function piecewiseSensitivityMatching(
  link: PlacedPieces,
  predicted: Expression,
  target: Expression,
): LossAndGradient {
  const difference = subtract(predicted, target);
  const ends = endsOf(predicted, target, difference);
  const shares = [
    ...link.pieces.flatMap((_, k) => bendShares(link, k, ends)),
    ...link.edges.map((_, k) => jumpShare(link, k, ends)),
  ];
  return {
    loss: addAll(shares.map(({ moment }) => moment)),
    gradient: multiply(addAll(shares.map(({ area }) => area)), sign(difference)),
  };
}
