import { contenders } from './contenders.js';
import type { Mean } from './interval.js';
import type { Errors } from './measure.js';
import type { Results } from './results.js';
import { comparisonOf, errorOf } from './summary.js';

/** A table as cells of text, its first row the heads. */
export type Rows = readonly (readonly string[])[];

/** With a minus sign, and none before a zero. */
const signed = (text: string) => (Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−'));

export function formatMean({ mean, within }: Mean, digits = 1): string {
  if (Number.isNaN(mean)) return '–';
  return signed(mean.toFixed(digits)) + (within === null ? '' : ` ± ${within.toFixed(digits)}`);
}

const headOf = (first: string, { plan }: Results) => [first, ...plan.strengths.map((strength) => `a = ${strength}`)];

/** A row per loss, a column per strength; squared error, which has none, says the same in all. */
function perStrength(results: Results, cell: (contender: string, strength: number) => string): Rows {
  const rows = contenders.map(({ id, name, graded }) => [
    name,
    ...results.plan.strengths.map((strength) => cell(id, graded ? strength : 0)),
  ]);
  return [headOf('loss', results), ...rows];
}

export const errorRows = (results: Results, key: keyof Errors): Rows =>
  perStrength(results, (contender, strength) => formatMean(errorOf(results.runs, { contender, strength }, key)));

export function spreadRows(results: Results, key: 'inside' | 'outside'): Rows {
  const of = (contender: string, strength: number) =>
    results.spread.find((one) => one.contender === contender && one.strength === strength)!;
  return perStrength(results, (contender, strength) => of(contender, strength)[key].toFixed(1));
}

/** The exp link less each rival, paired by seed, where it matters. */
export function comparisonRows(results: Results): Rows {
  const rows = contenders
    .filter(({ id }) => id !== 'exp')
    .map(({ id, name, graded }) => [
      name,
      ...results.plan.strengths.map((strength) => {
        const rival = { contender: id, strength: graded ? strength : 0 };
        const { difference, lower } = comparisonOf(results.runs, { contender: 'exp', strength }, rival);
        return `${formatMean(difference)} (${lower})`;
      }),
    ]);
  return [headOf('exp link less …', results), ...rows];
}
