import type { Level } from '../case.js';
import type { KnownDeviation } from '../deviations.js';
import type { Fault, Measure } from '../fault.js';
import type { NumberFormat } from '../numbers.js';

/** How one case ended. */
export interface CaseResult {
  readonly id: string;
  readonly level: Level;
  /** The line of the table of accuracy it counts in. */
  readonly family?: string;
  /** 'deviates': faults, all of them known. */
  readonly status: 'passed' | 'failed' | 'deviates';
  readonly faults: readonly Fault[];
  /** Faults that known deviations cover. */
  readonly known: readonly Fault[];
  readonly deviations: readonly KnownDeviation[];
  /** Largest errors by output. */
  readonly worst: Readonly<Record<string, Measure>>;
}

/** What a run of the kit found; plain data that JSON holds (a share of Infinity as null). */
export interface Report {
  readonly backend: string;
  readonly precision: NumberFormat;
  readonly quick: boolean;
  readonly passed: boolean;
  /** Cases not run because the table of lowerings is not complete. */
  readonly skipped: number;
  readonly cases: readonly CaseResult[];
}
