/** A mean over seeds. */
export interface Mean {
  readonly mean: number;
  /** The standard deviation over seeds by √seeds; undefined of a single one. */
  readonly error: number | undefined;
}

export function meanOf(values: readonly number[]): Mean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, error: undefined };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** What each seed gains on the same seed of another contender. */
export const paired = (values: readonly number[], others: readonly number[]): number[] =>
  values.map((value, k) => value - others[k]!);
