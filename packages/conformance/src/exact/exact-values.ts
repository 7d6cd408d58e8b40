import type { LossSpec } from '@lossmith/core';
import type { Precision } from '@lossmith/core/backend';

export type Nested<Value> = readonly (Value | readonly Value[])[];
export const outputNames = ['loss', 'gradient', 'hessian'] as const;
export type OutputName = (typeof outputNames)[number];
type PerOutput<Value> = Readonly<Record<OutputName, Value>>;

/** A loss with exact values of its outputs, and the largest error each may have (design §4). */
export interface ExactCase {
  readonly loss: LossSpec;
  /** float32 numbers; rows of classes for class losses. */
  readonly predicted: Nested<number>;
  /** Like predicted; class indices for labels. Losses that observe nothing have none. */
  readonly target?: Nested<number>;
  /** Decimal text, right to 30 digits. '0.0' is exactly zero, 'inf' beyond 10⁵⁰⁰⁰, '1e-5000' below that. */
  readonly expected: PerOutput<Nested<string>>;
  /** null where a precision cannot hold the value. */
  readonly allowed: Readonly<Record<Precision, PerOutput<Nested<number | null>>>>;
  /** Targets that are none: they give NaN in their entry, for class losses in their row. */
  readonly invalid?: Nested<number>;
  /** Whether each example counts in a mean, as a list without a pair does not. Left out: every one does. */
  readonly counts?: readonly boolean[];
  /** What else a loss asks for, by name: `gain`, `discount`, `itemWeight`, `reference`. */
  readonly [input: string]: unknown;
}

/** What a file of exact values holds; `about` says how it was made. */
export interface ExactFile {
  readonly about: string;
  readonly cases: readonly ExactCase[];
}

/** Whether a text of `expected` is exactly zero, and not only too small for a float64. */
export const isExactlyZero = (text: string): boolean => /^-?0(\.0+)?$/.test(text);
