import { type Fault, fault } from '../../fault.js';
import type { Results } from '../../harness.js';
import { show } from '../../numbers.js';
import type { RunResults } from '../../subject.js';

/** Results as a run gave them, and as they were then. */
export interface KeptResults {
  readonly results: RunResults;
  readonly copy: Results;
}

export const copyOf = (results: RunResults): Results =>
  Object.fromEntries(Object.entries(results).map(([name, values]) => [name, Float64Array.from(values)]));

export const keepResults = (results: RunResults): KeptResults => ({ results, copy: copyOf(results) });

/** Results belong to the caller: `what` names the run, and what came after it. */
export function changedResults({ results, copy }: KeptResults, what: string): Fault[] {
  return Object.entries(copy).flatMap(([name, before]) => {
    const k = before.findIndex((value, n) => !Object.is(value, results[name]?.[n]));
    if (k < 0) return [];
    const now = show(results[name]?.[k] ?? Number.NaN);
    return [fault(name, `${what}: ${name}[${k}] was ${show(before[k] as number)} and has become ${now}`)];
  });
}
