import {
  add,
  and,
  constant,
  divide,
  equal,
  less,
  lessEqual,
  maximum,
  minimum,
  multiply,
  negate,
  offset,
  parameter,
  select,
  subtract,
} from '../expressions/build.js';
import type { Expression } from '../expressions/expression.js';
import { checkedSpec, checkPositive } from './check.js';
import type { Link, OutputTargets, Placement } from './link.js';
import type { ClipSpec, PlacementSpec } from './link-spec.js';
import { type Pieces, placed } from './pieces.js';
import { piecewiseTerm } from './piecewise-link.js';
import { inside, linkOf } from './simple-link.js';

export interface ClipOptions extends PlacementSpec {
  /** θ > 0, in units of u = b(z − c); required. The link is a·u for |u| ≤ θ and constant outside. */
  readonly threshold: number;
}

function pieces(threshold: Expression): Pieces {
  return {
    edges: [negate(threshold), threshold],
    pieces: [[constant(1)]],
    before: constant(0),
    after: constant(0),
    start: negate(threshold),
  };
}

/**
 * H(û) − yû + H*(y), H*(y) = y²/2 for |y| ≤ θ: with r the score held within the band it is
 * (r − y)[½(r − y) + (û − r)].
 */
function outputTargets(threshold: Expression, placement: Placement): OutputTargets {
  const { amplitude, rate } = placement;
  const link = placed(pieces(threshold), placement);
  const limit = multiply(amplitude, threshold);
  const curvature = multiply(amplitude, rate);
  return {
    matching: (predicted, output) => {
      const over = maximum(link.from(predicted, 1), 0);
      const under = minimum(link.from(predicted, 0), 0);
      const outer = select(less(0, over), negate(offset(output, limit)), negate(offset(output, negate(limit))));
      const room = (k: number, end: Expression) =>
        subtract(multiply(link.from(predicted, k), curvature), offset(output, end));
      const inner = select(less(output, 0), room(0, negate(limit)), room(1, limit));
      const held = select(less(0, subtract(over, under)), outer, inner);
      const loss = multiply(held, add(multiply(divide(held, curvature), 0.5), add(over, under)));
      // At an end of the range there is no loss beyond the edge, not even at ±∞.
      return { loss: select(equal(held, 0), 0, loss), gradient: held };
    },
    valid: (output) => and(lessEqual(offset(output, limit), 0), lessEqual(0, offset(output, negate(limit)))),
  };
}

/** h(z) = a·clamp(b(z − c), −θ, θ): scores inside the band matter alike, those outside not at all. Range [−aθ, aθ]. */
export function clip(options: ClipOptions): Link<ClipSpec> {
  const spec = checkedSpec<ClipSpec>('clip', options, { threshold: checkPositive });
  return linkOf(spec, (placement, path) => {
    const threshold = parameter(`${path}.threshold`, spec.threshold);
    const own = inside(placement, spec, path);
    const term = piecewiseTerm(placed(pieces(threshold), own), 'neither');
    return [{ ...term, outputTargets: outputTargets(threshold, own) }];
  });
}
