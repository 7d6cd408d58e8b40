import type { Run } from './experiment.js';

/** When and on what it ran; nothing else in the results depends on it. */
export interface Ran {
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  readonly cpuSeconds: number;
}

export interface Results {
  readonly ran: Ran;
  readonly seeds: number;
  readonly runs: readonly Run[];
}
