import { constant } from '../expressions/build.js';
import { checkedSpec } from './check.js';
import { checkedKnots, secants } from './knots.js';
import type { Link } from './link.js';
import type { Knot, KnotsSpec } from './link-spec.js';
import { constants, type Pieces } from './pieces.js';
import type { KnotOptions } from './piecewise-linear.js';
import { piecewiseLink } from './piecewise-link.js';

/**
 * Tangents of Fritsch & Carlson, "Monotone piecewise cubic interpolation" (1980): means of neighbouring secants, the end
 * secants at the ends, 0 beside a zero secant; then in each interval, from left to right, α² + β² ≤ 9 for their ratios to
 * its secant.
 */
export function tangents(slopes: readonly number[]): number[] {
  const m = Array.from({ length: slopes.length + 1 }, (_, k) => {
    const [left, right] = [slopes[k - 1] ?? (slopes[k] as number), slopes[k] ?? (slopes[k - 1] as number)];
    return left === 0 || right === 0 ? 0 : (left + right) / 2;
  });
  slopes.forEach((secant, k) => {
    if (secant === 0) return;
    const size = Math.hypot((m[k] as number) / secant, (m[k + 1] as number) / secant);
    if (size <= 3) return;
    // In this order 3 − α − β is exactly 0 where it should be.
    m[k] = ((m[k] as number) / secant / size) * 3 * secant;
    m[k + 1] = ((m[k + 1] as number) / secant / size) * 3 * secant;
  });
  return m;
}

/** h' of a cubic between knots has the Bernstein coefficients m₀, 3Δ − m₀ − m₁, m₁, Δ its secant. */
function pieces(knots: readonly Knot[]): Pieces {
  const slopes = secants(knots);
  const m = tangents(slopes);
  const at = (k: number) => m[k] as number;
  return {
    edges: constants(knots.map(([z]) => z)),
    pieces: slopes.map((secant, k) => constants([at(k), 3 * secant - at(k) - at(k + 1), at(k + 1)])),
    before: constant(at(0)),
    after: constant(at(slopes.length)),
    start: constant((knots[0] as Knot)[1]),
  };
}

/** A link drawn by hand: a smooth monotone curve through the knots, going on as straight lines beyond the ends. */
export function monotoneCubic(options: KnotOptions): Link<KnotsSpec<'monotoneCubic'>> {
  const spec = checkedSpec<KnotsSpec<'monotoneCubic'>>('monotoneCubic', options, { knots: checkedKnots });
  return piecewiseLink(spec, pieces(spec.knots));
}
