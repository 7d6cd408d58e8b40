import type { Results } from './results.js';

const list = (items: readonly unknown[]) => `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;

/** A line for each run, so that a difference shows where it is. */
export function resultsJson({ plan, runs, spread, shown }: Results): string {
  return `{
  "plan": ${JSON.stringify(plan)},
  "runs": ${list(runs)},
  "spread": ${list(spread)},
  "shown": ${list(shown)}
}
`;
}
