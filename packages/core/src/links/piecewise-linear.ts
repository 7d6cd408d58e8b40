import { constant } from '../expressions/build.js';
import { checkedSpec } from './check.js';
import { checkedKnots, secants } from './knots.js';
import type { Link } from './link.js';
import type { Knot, KnotsSpec, PlacementSpec } from './link-spec.js';
import { constants, type Pieces } from './pieces.js';
import { piecewiseLink } from './piecewise-link.js';

export interface KnotOptions extends PlacementSpec {
  /** Points [z, h(z)], at least two, z increasing and h never decreasing; in units of the score and of the output. */
  readonly knots: readonly Knot[];
}

function pieces(knots: readonly Knot[]): Pieces {
  const slopes = constants(secants(knots));
  return {
    edges: constants(knots.map(([z]) => z)),
    pieces: slopes.map((slope) => [slope]),
    before: slopes[0] as Pieces['before'],
    after: slopes[slopes.length - 1] as Pieces['after'],
    start: constant((knots[0] as Knot)[1]),
  };
}

/** A link drawn by hand: straight lines through the knots, the first and the last going on beyond the ends. */
export function piecewiseLinear(options: KnotOptions): Link<KnotsSpec<'piecewiseLinear'>> {
  const spec = checkedSpec<KnotsSpec<'piecewiseLinear'>>('piecewiseLinear', options, { knots: checkedKnots });
  return piecewiseLink(spec, pieces(spec.knots));
}
