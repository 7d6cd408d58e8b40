import type { LinkSpec } from '@lossmith/core';

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

/** Six digits are more than a hand can draw, and keep links and code short. */
export const rounded = (value: number): number => Number(value.toPrecision(6));

/** The place of knot k. */
export const knotAt = ({ from, to, values }: Drawn, k: number): number =>
  rounded(from + ((to - from) * k) / (values.length - 1));
