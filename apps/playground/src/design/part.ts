import type { LinkSpec } from '@lossmith/core';
import { roundedTo } from './rounded.js';

/** Curves through the same knots: h' in straight lines, in parabolas, or in steps. */
export type Curve = 'lines' | 'smooth' | 'steps';

/** A sensitivity drawn by hand: its values at knots that lie evenly from `from` to `to`, flat beyond. */
export interface Drawn {
  readonly kind: 'drawn';
  readonly curve: Curve;
  readonly from: number;
  readonly to: number;
  /** At least two, none negative, not all zero. */
  readonly values: readonly number[];
}

/** What a mix is made of. */
export type Part = LinkSpec | Drawn;

/** How far knots are apart. */
export const spacingOf = ({ from, to, values }: Drawn): number => (to - from) / (values.length - 1);

/** The place of knot k. */
export const knotAt = (drawn: Drawn, k: number): number =>
  roundedTo(drawn.from + k * spacingOf(drawn), spacingOf(drawn) / 1e6);
