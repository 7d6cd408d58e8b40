import type { Precision } from '@lossmith/core/backend';

/** Python libraries that a module can be for. */
export type Library = 'numpy' | 'torch';

/** What two libraries call the same functions. */
export interface Dialect {
  readonly library: Library;
  readonly precision: Precision;
}

/** How a module calls the library. */
export const prefixOf = ({ library }: Dialect) => (library === 'numpy' ? 'np' : 'torch');
