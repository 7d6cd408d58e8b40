import { contenders } from './contenders.js';
import type { Results } from './results.js';
import { formatMean } from './rows.js';
import { errorOf } from './summary.js';

/** What another program found, in metres where it matters, at strengths 1, 2, 3, 4 and 6; squared error has one figure. */
const expected: Readonly<Record<string, readonly string[]>> = {
  squared: ['11.6'],
  target: ['8.5', '7.0', '8.0 ± 2.6', '16 ± 7', '46 ± 12'],
  exp: ['7.6', '6.1', '5.4 ± 0.5', '5.4 ± 0.8', '6.8 ± 1.3'],
  larger: ['7.7', '6.5', '5.3', '4.9', '5.3'],
  linkSquared: ['8.0', '5.7', '5.3', '5.1', '11.2 ± 4.2'],
};

/** A line for each loss: what was expected, what was found. */
export function expectedText({ runs, plan }: Results): string {
  const compared = contenders.filter(({ id }) => id in expected);
  const lines = compared.map(({ id, name, graded }) => {
    const found = (graded ? plan.strengths : [0]).map((strength) =>
      formatMean(errorOf(runs, { contender: id, strength }, 'matters')),
    );
    return `- ${name}: ${expected[id]!.join(', ')} there; ${found.join(', ')} here\n`;
  });
  return lines.join('');
}
