import type { Bar, Ratio, Row, SectionResult } from './shape.js';
import { ratiosOf, type Spread, spreadOf } from './statistics.js';

/** Digits behind the point that show three digits of a number, or all of its whole ones. */
const digitsOf = (value: number) => (value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)) + 1e-9)));

/** A number to three digits. */
export const number = (value: number): string => value.toFixed(Math.min(5, digitsOf(value)));

/** A median to three digits, and the spread to as many behind the point. */
export const spread = ({ median, within }: Spread): string =>
  within === null ? number(median) : `${number(median)} ± ${within.toFixed(Math.min(5, digitsOf(median)))}`;

/** The ratio of two candidates in a row; undefined where one of them could not run. */
export function ratioIn({ samples }: Row, { of, over }: Ratio): Spread | undefined {
  const [ones, others] = [samples[of], samples[over]];
  return ones && others ? spreadOf(ratiosOf(ones, others)) : undefined;
}

export interface Verdict {
  readonly text: string;
  readonly measured: number | undefined;
  readonly atMost: number;
}

/** What became of a bar in a row that it is for. */
export function verdictOf(row: Row, unit: string, { of, over, atMost }: Bar): Verdict {
  const own = row.samples[of] && spreadOf(row.samples[of]);
  const measured = over === undefined ? own : ratioIn(row, { of, over });
  const text = over === undefined ? `${of}, in ${unit}` : `${of} ÷ ${over}`;
  return { text, measured: measured?.median, atMost };
}

export const barsOf = ({ bars = [] }: SectionResult, { task }: Row): readonly Bar[] =>
  bars.filter((bar) => bar.task === undefined || bar.task === task);

const met = ({ measured, atMost }: Verdict) =>
  measured === undefined ? 'not measured' : measured <= atMost ? 'met' : 'missed';

/** A row for the terminal: medians, ratios, bars, and what was left out. */
export function linesOf(section: SectionResult, row: Row): string[] {
  const { unit = 'ms', ratios = [] } = section;
  const times = Object.entries(row.samples).map(([name, values]) => `${name} ${spread(spreadOf(values))} ${unit}`);
  const found = ratios.flatMap((ratio) => {
    const value = ratioIn(row, ratio);
    return value ? [`${ratio.of} ÷ ${ratio.over}: ${spread(value)}`] : [];
  });
  const bars = barsOf(section, row).map((bar) => verdictOf(row, unit, bar));
  const verdicts = bars.map(
    (bar) => `bar ${bar.text} ≤ ${bar.atMost}: ${number(bar.measured ?? Number.NaN)}, ${met(bar)}`,
  );
  const left = Object.entries(row.missing).map(([name, reason]) => `left out: ${name} (${reason})`);
  const [first, ...others] = [times.join(', '), ...found, ...verdicts, ...left];
  return [`  ${row.task.padEnd(18)} ${first}`, ...others.map((line) => `  ${''.padEnd(18)} ${line}`)];
}
