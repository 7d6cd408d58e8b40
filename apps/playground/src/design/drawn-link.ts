import type { LinkSpec, Region } from '@lossmith/core';
import { type Drawn, knotAt, spacingOf } from './part.js';
import { rounded, roundedTo } from './rounded.js';

interface Rise {
  readonly knot: number;
  readonly gain: number;
}

/**
 * Straight lines through the knots as regions of `fromSensitivity`. Between two knots the sensitivity rises or falls by a ramp as wide as
 * their distance; each fall closes the rises opened last, so that a region is a hill of the curve, cut off level. A fall that closes nothing
 * comes down from the left end. What remains at the lowest is the floor, never below 0.
 */
function lines(drawn: Drawn): LinkSpec {
  const { values, from } = drawn;
  const spacing = spacingOf(drawn);
  const softness = Number(spacing.toPrecision(8));
  const middle = (knot: number) => roundedTo(from + (knot + 0.5) * spacing, spacing / 1e6);
  const regions: Region[] = [];
  const open: Rise[] = [];
  let floor = values[0] as number;
  values.slice(1).forEach((value, knot) => {
    let change = value - (values[knot] as number);
    if (change > 0) open.push({ knot, gain: change });
    while (change < 0) {
      const rise = open.pop();
      const gain = Math.min(rise?.gain ?? Infinity, -change);
      const left = rise === undefined ? {} : { from: middle(rise.knot) };
      regions.push({ ...left, to: middle(knot), gain: rounded(gain), softness });
      if (rise === undefined) floor -= gain;
      else if (rise.gain > gain) open.push({ knot: rise.knot, gain: rise.gain - gain });
      change += gain;
    }
  });
  for (const { knot, gain } of open) regions.push({ from: middle(knot), gain: rounded(gain), softness });
  return { kind: 'fromSensitivity', floor: rounded(Math.max(0, floor)), regions };
}

/** Knots of the link: the area under the drawn lines. */
function areas(drawn: Drawn): readonly (readonly [number, number])[] {
  const { values } = drawn;
  let h = 0;
  return values.map((value, k) => {
    if (k > 0) h += (((values[k - 1] as number) + value) / 2) * (knotAt(drawn, k) - knotAt(drawn, k - 1));
    return [knotAt(drawn, k), Number(h.toPrecision(9))] as const;
  });
}

/** The link whose sensitivity was drawn. */
export function drawnLink(drawn: Drawn): LinkSpec {
  if (drawn.curve === 'lines') return lines(drawn);
  return { kind: drawn.curve === 'smooth' ? 'monotoneCubic' : 'piecewiseLinear', knots: areas(drawn) };
}
