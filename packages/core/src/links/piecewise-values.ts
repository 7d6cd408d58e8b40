import {
  add,
  cap,
  constant,
  divide,
  less,
  maximum,
  minimum,
  multiply,
  negate,
  select,
  square,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { divisor, type PlacedPieces, pieceArea, width } from './pieces.js';
import type { Ends } from './piecewise-matching.js';

/** Coefficients of the polynomial Σ aₖxᵏ on [0, 1] with these Bernstein coefficients. */
function powers([b0, b1, b2]: readonly Expression[]): Expression[] {
  const first = b0 as Expression;
  if (b1 === undefined) return [first];
  if (b2 === undefined) return [first, subtract(b1, first)];
  return [first, multiply(subtract(b1, first), 2), add(subtract(first, multiply(b1, 2)), b2)];
}

/** h as a chain of polynomials in the distance from the edge to the left, x·Σ aₖxᵏ/(k+1) times the width of the piece. */
export function piecewiseValue(link: PlacedPieces, z: Expression): Expression {
  const { edges, pieces, before, after, start } = link;
  const rise = (coefficients: readonly Expression[], k: number, length: Expression) => {
    const x = divide(link.from(z, k), length);
    const terms = coefficients.map((a, n) => divide(a, n + 1));
    return multiply(
      multiply(x, length),
      terms.reduceRight((total, a) => add(multiply(total, x), a)),
    );
  };
  const one = constant(1);
  let h = start;
  let value = add(h, rise([before], 0, one));
  pieces.forEach((piece, k) => {
    value = select(less(link.from(z, k), 0), value, add(h, rise(powers(piece), k, divisor(edges, k))));
    h = add(h, pieceArea(link, k));
  });
  const last = edges.length - 1;
  return select(less(link.from(z, last), 0), value, add(h, rise([after], last, one)));
}

/** Σ of Bernstein polynomials, from the places x and 1 − x, each with all its digits. */
export function bernstein([b0, b1, b2]: readonly Expression[], x: Expression, rest: Expression): Expression {
  const first = b0 as Expression;
  if (b1 === undefined) return first;
  if (b2 === undefined) return add(multiply(first, rest), multiply(b1, x));
  const middle = multiply(multiply(multiply(x, rest), b1), 2);
  return add(add(multiply(square(rest), first), middle), multiply(square(x), b2));
}

/** h'; at an edge the value to its right. */
export function piecewiseSensitivity(link: PlacedPieces, z: Expression): Expression {
  const { edges, pieces, before, after } = link;
  const from = edges.map((_, k) => link.from(z, k));
  const inner = pieces.map((piece, k) => {
    const length = divisor(edges, k);
    return bernstein(piece, divide(from[k] as Expression, length), divide(negate(from[k + 1] as Expression), length));
  });
  return [...inner, after].reduce((left, right, k) => select(less(from[k] as Expression, 0), left, right), before);
}

/** The part of piece k between two scores: its length, what the piece has before and after it, and how far ŝ is from it. */
export function overlapWith(link: PlacedPieces, k: number, { bottom, top, length, rising }: Ends) {
  const [below, above] = [link.from(bottom, k), link.from(top, k + 1)];
  const across = minimum(link.from(top, k), negate(link.from(bottom, k + 1)));
  const own = width(link.edges, k);
  const room = minimum(minimum(length, own), across);
  return {
    overlap: maximum(room, 0),
    // No further than the piece is wide: beyond that the overlap is 0, and squares must not overflow against it.
    lead: cap(maximum(below, 0), own),
    trail: cap(maximum(negate(above), 0), own),
    gap: select(rising, maximum(above, 0), maximum(negate(below), 0)),
  };
}
