import type { Finding } from './fault.js';
import type { Harness } from './harness.js';

export const levels = [
  'values',
  'data',
  'calls',
  'kernels',
  'properties',
  'determinism',
  'structure',
  'failures',
] as const;
/**
 * What a case is about. values: exact results, in ulp. data: sizes, weights, masks, reductions, parameters. calls: what is kept from
 * one call to the next, and what happens at once. kernels: their life,
 * where a backend has them. properties: signs, zeros, convexity, identities. determinism: the same again. structure: what the table and the artifact hold. failures: bad
 * input.
 */
export type Level = (typeof levels)[number];

/** One thing the kit asks of a backend. */
export interface Case {
  /** Stable, for known deviations: 'values/golden/matching(sinh())'. */
  readonly id: string;
  readonly level: Level;
  /** The line of the table of accuracy its errors count in. */
  readonly family?: string;
  /** Whether it is part of the quick run. */
  readonly quick: boolean;
  check(harness: Harness): Promise<Finding>;
}
