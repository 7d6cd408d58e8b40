/** What a package's `bench/index.mjs` says of a section: tasks, which are rows of a table, by candidates, which are its columns. */
export interface Section {
  /** Unique within its package; part of the name of its table on the page. */
  readonly name: string;
  /** What is measured, for the terminal. */
  readonly title: string;
  /** 'ms' unless candidates report something else. */
  readonly unit?: string;
  /** CPU time of the process, unless work is done by other threads or a device: then the time on the wall. */
  readonly clock?: 'cpu' | 'wall';
  /** Candidates that are Lossmith's: these alone are compared between commits. */
  readonly ours: readonly string[];
  readonly others?: readonly string[];
  readonly ratios?: readonly Ratio[];
  readonly bars?: readonly Bar[];
  /** The most rounds; fewer where they take long. */
  readonly rounds?: number;
  /** Why nothing of it can run here. */
  readonly missing?: string;
  readonly tasks: readonly string[];
}

/** How many times as long one candidate takes as another. */
export interface Ratio {
  readonly of: string;
  readonly over: string;
}

/** What we hold ourselves to: a ratio, or without `over` a measurement itself, of one task or of all. */
export interface Bar {
  readonly task?: string;
  readonly of: string;
  readonly over?: string;
  readonly atMost: number;
}

/** What a child process tells of its package. */
export interface Description {
  readonly versions: Readonly<Record<string, string>>;
  readonly sections: readonly Section[];
}

/** Measurements of one task: by candidate, in the order of the rounds; or why a candidate is left out. */
export interface Row {
  readonly task: string;
  readonly samples: Readonly<Record<string, readonly number[]>>;
  readonly missing: Readonly<Record<string, string>>;
}

export interface SectionResult extends Omit<Section, 'tasks'> {
  readonly rows: readonly Row[];
}

/** When and where it ran. */
export interface Ran {
  readonly date: string;
  readonly machine: string;
  readonly cores: number;
  readonly node: string;
  /** Processes that wanted to run in the minute before. */
  readonly load: number;
}

export interface PackageResult {
  readonly ran: Ran;
  readonly versions: Readonly<Record<string, string>>;
  readonly sections: readonly SectionResult[];
}

/** By package. */
export type Results = Readonly<Record<string, PackageResult>>;
