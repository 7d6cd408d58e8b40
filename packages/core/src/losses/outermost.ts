import { constant } from '../expressions/build.js';
import type { Placement } from '../links/link.js';

/** A link by itself, not inside another. */
export const outermost: Placement = {
  amplitude: constant(1),
  rate: constant(1),
  center: constant(0),
  mirrored: false,
  chain: (z) => z,
};
