/** A fault that a backend cannot get rid of, because of what it runs on. */
export interface KnownDeviation {
  /** The id of the case that would fail. */
  readonly case: string;
  /** The output it concerns; left out: all of them. */
  readonly output?: string;
  /** The largest error, in multiples of what is allowed; Infinity where a result is no number. */
  readonly size: number;
  /** Why it cannot be removed. */
  readonly reason: string;
  /** Where the cause is known: an issue, a line of a specification, a proof. */
  readonly reference: string;
}

/** A fault's share of what a deviation allows for it is at most 1. */
export function covers(deviation: KnownDeviation, id: string, fault: { output: string; share: number }): boolean {
  const concerns = deviation.case === id && (deviation.output === undefined || deviation.output === fault.output);
  return concerns && fault.share <= deviation.size;
}
