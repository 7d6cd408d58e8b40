/** One example as it is given: by column, text from CSV, any value of JSON from JSON lines. */
export type DataRecord = Readonly<Record<string, unknown>>;

/** Records that are worked on together. */
export interface Block {
  /** The place of the first among all, from 1; a header is none. */
  readonly first: number;
  readonly records: readonly DataRecord[];
}

/** How data lie in a file. */
export type Format = 'csv' | 'jsonl';
