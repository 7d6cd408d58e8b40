import { add, multiply } from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { mirroredShape } from './base-link.js';
import type { Link, Shape, Term } from './link.js';
import type { LinkSpec } from './link-spec.js';
import { type Pieces, type PlacedPieces, placed } from './pieces.js';
import { piecewiseMatching } from './piecewise-matching.js';
import { piecewiseSensitivityMatching } from './piecewise-sensitivity-matching.js';
import { piecewiseSensitivity, piecewiseValue } from './piecewise-values.js';
import { inside, linkOf } from './simple-link.js';

function shapeOf({ pieces, before, after }: Pieces): Shape {
  const slopes = [before, ...pieces.flat(), after].map(({ op, value }) =>
    op === 'constant' ? (value as number) : Number.NaN,
  );
  const ordered = (sign: number) =>
    slopes.every((slope, k) => k === 0 || sign * (slope - (slopes[k - 1] as number)) >= 0);
  if (ordered(1)) return ordered(-1) ? 'linear' : 'convex';
  return ordered(-1) ? 'concave' : 'neither';
}

export function piecewiseTerm(link: PlacedPieces, shape: Shape): Term {
  const first = link.edges[0] as Expression;
  return {
    h: (z) => piecewiseValue(link, z),
    // H is the loss from the first edge, and the line of h's value there.
    potential: (z) => add(piecewiseMatching(link, z, first).loss, multiply(link.start, link.from(z, 0))),
    sensitivity: (z) => piecewiseSensitivity(link, z),
    matching: (predicted, target, difference) => piecewiseMatching(link, predicted, target, difference),
    sensitivityMatching: (predicted, target) => piecewiseSensitivityMatching(link, predicted, target),
    shape,
  };
}

/** A link made of pieces that hold numbers. */
export function piecewiseLink<Spec extends LinkSpec>(spec: Spec, pieces: Pieces): Link<Spec> {
  const shape = shapeOf(pieces);
  return linkOf(spec, (placement, path) => {
    const own = placement.mirrored ? mirroredShape(shape) : shape;
    return [piecewiseTerm(placed(pieces, inside(placement, spec, path)), own)];
  });
}
