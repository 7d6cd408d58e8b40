import type { Precision } from '@lossmith/core/backend';
import type { PythonLowerings } from './lowerings.js';

/** Python libraries that a module can be for. */
export type Library = 'numpy' | 'torch';

/** A library: what it has for operations, and how it says what is written once, in NumPy's words. */
export interface LibraryDialect {
  readonly library: Library;
  /** What it is called in texts for people. */
  readonly title: string;
  readonly imports: readonly string[];
  readonly lowerings: PythonLowerings;
  /** Text in the library's own words; what is so already stays. */
  words(text: string): string;
  /** Lines that make an array of what users give as `predicted`, `numbers`, and its `shape`. */
  readonly numbers: readonly string[];
  /** Lines that work out the `results` of all examples in `data`. */
  readonly results: readonly string[];
}

/** A library, and what functions are written for. */
export interface Dialect extends LibraryDialect {
  readonly precision: Precision;
  /** What functions are called besides their own name, where a module has them for several precisions. */
  readonly suffix?: string;
}
