import { add, constant, divide, maximum, multiply, negate, offset } from '../expressions/build.js';
import { type Expression, isConstant } from '../expressions/expression.js';
import type { Placement } from './link.js';

/**
 * A link whose sensitivity is a polynomial of degree 0, 1 or 2 between edges and constant beyond them. Each piece holds
 * the Bernstein coefficients of h' between its two edges: none cancels near an end where h' vanishes.
 */
export interface Pieces {
  /** Increasing; at least one. */
  readonly edges: readonly Expression[];
  /** One less than there are edges. */
  readonly pieces: readonly (readonly Expression[])[];
  /** h' left of the first edge and right of the last. */
  readonly before: Expression;
  readonly after: Expression;
  /** h at the first edge. */
  readonly start: Expression;
}

/** Pieces laid over the scores: edges and slopes in units of the score. */
export interface PlacedPieces extends Pieces {
  /** z less edge k, with all its digits beside the edge. */
  from(z: Expression, k: number): Expression;
}

export const isFlat = (piece: readonly Expression[]): boolean => piece.every((value) => isConstant(value, 0));

/** The area under a piece: its width times the mean of its Bernstein coefficients. */
export function pieceArea({ edges, pieces }: Pieces, k: number): Expression {
  const piece = pieces[k] as readonly Expression[];
  const mean = divide(
    piece.reduce((total, value) => add(total, value)),
    piece.length,
  );
  return multiply(mean, width(edges, k));
}

export function width(edges: readonly Expression[], k: number): Expression {
  return add(edges[k + 1] as Expression, negate(edges[k] as Expression));
}

/** The width of a piece to divide by: edges that placement makes one number leave a piece of width 0, where 0/0 would be NaN. */
export function divisor(edges: readonly Expression[], k: number): Expression {
  return maximum(width(edges, k), 1e-37);
}

/** −h(−z). */
function reflected(link: Pieces): Pieces {
  const { edges, pieces, before, after, start } = link;
  const end = pieces.reduce<Expression>((total, _, k) => add(total, pieceArea(link, k)), start);
  return {
    edges: [...edges].reverse().map((edge) => negate(edge)),
    pieces: [...pieces].reverse().map((piece) => [...piece].reverse()),
    before: after,
    after: before,
    start: negate(end),
  };
}

export function placed(base: Pieces, { amplitude, rate, center, mirrored }: Placement): PlacedPieces {
  const link = mirrored ? reflected(base) : base;
  const edges = link.edges.map((edge) => add(center, divide(edge, rate)));
  const curvature = multiply(amplitude, rate);
  const scaled = (slope: Expression) => (isConstant(slope, 0) ? slope : multiply(slope, curvature));
  return {
    edges,
    from: (z, k) => offset(z, edges[k] as Expression),
    pieces: link.pieces.map((piece) => piece.map(scaled)),
    before: scaled(link.before),
    after: scaled(link.after),
    start: multiply(link.start, amplitude),
  };
}

export const constants = (values: readonly number[]): Expression[] => values.map((value) => constant(value));
