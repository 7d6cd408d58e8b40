import type { Run } from './experiment.js';

/** When and on what it ran; nothing else in the results depends on it. */
export interface Ran {
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  readonly cpuSeconds: number;
}

export interface Results<One = Run> {
  readonly ran: Ran;
  readonly seeds: number;
  readonly runs: readonly One[];
}

/** A line for each run, so that a difference shows where it is. */
export const resultsJson = <One>({ ran, seeds, runs }: Results<One>): string => `{
  "ran": ${JSON.stringify(ran)},
  "seeds": ${seeds},
  "runs": [
    ${runs.map((run) => JSON.stringify(run)).join(',\n    ')}
  ]
}
`;
