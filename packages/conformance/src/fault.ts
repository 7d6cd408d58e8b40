/** One result that is not what it should be. */
export interface Fault {
  /** 'loss', 'gradient', …, or what the fault concerns where that is no output. */
  readonly output: string;
  /** What is wrong, where, and by how much. */
  readonly message: string;
  /** The error as a multiple of what is allowed; Infinity where it has no size. */
  readonly share: number;
}

export const fault = (output: string, message: string, share: number = Number.POSITIVE_INFINITY): Fault => ({
  output,
  message,
  share,
});

/** The largest error met, and where. */
export interface Measure {
  /** As a share of what is allowed. */
  readonly share: number;
  /** In units of the last place of the exact value. */
  readonly ulp: number;
  readonly at: string;
}

/** What a case found: nothing, if all is well. */
export interface Finding {
  readonly faults: readonly Fault[];
  /** The largest errors by output, for the table of accuracy. */
  readonly worst?: Readonly<Record<string, Measure>>;
}
