import { columns, formatValue } from './columns.js';
import type { Run } from './experiment.js';
import type { Metrics } from './metrics.js';
import { LATE_MINUTES } from './region.js';
import { type SummaryRow, valuesOf } from './summary.js';

type Key = keyof Metrics;

const column = (key: Key) => columns.find((candidate) => candidate.key === key)!;
const mean = (row: SummaryRow, key: Key) => row.metrics[key].mean;
const show = (row: SummaryRow, key: Key) => formatValue(column(key), mean(row, key));
const quote = (row: SummaryRow) => `“${row.name}”`;

/** Rows from best to worst. */
function ranked(rows: readonly SummaryRow[], key: Key): readonly SummaryRow[] {
  const sign = column(key).better === 'lower' ? 1 : -1;
  return [...rows].sort((a, b) => sign * (mean(a, key) - mean(b, key)));
}

const signed = (percent: number) => `${percent < 0 ? '−' : '+'}${Math.abs(percent)}`;

/** By how many percent the rows' values differ from the reference's, as a range. */
function changes(rows: readonly SummaryRow[], reference: SummaryRow, key: Key): string {
  const percents = rows.map((row) => Math.round((mean(row, key) / mean(reference, key) - 1) * 100));
  return `${signed(Math.min(...percents))} to ${signed(Math.max(...percents))} %`;
}

/** In how many seeds the first does better; the pairs share split, initial weights and batches. */
function wins(runs: readonly Run[], first: SummaryRow, second: SummaryRow, key: Key): string {
  const sign = column(key).better === 'lower' ? 1 : -1;
  const others = valuesOf(runs, second.contender, key);
  const won = valuesOf(runs, first.contender, key).filter((value, seed) => sign * (value - others[seed]!) < 0);
  return `${won.length} of ${others.length} seeds`;
}

function priceOfTheRegion(rows: readonly SummaryRow[]): string {
  const winner = ranked(rows, 'regionRmse')[0]!;
  const place = ranked(rows, 'restRmse').indexOf(winner);
  const price = [
    'the smallest',
    'the second smallest',
    'the third smallest',
    'the third largest',
    'the second largest',
    'the largest',
  ][place];
  return (
    `Inside the region ${quote(winner)} errs least (${show(winner, 'regionRmse')}); outside it has ${price} error ` +
    `(${show(winner, 'restRmse')}) and takes ${show(winner, 'falseAlarms')} of the flights that were not late for late.`
  );
}

function againstSquaredError(rows: readonly SummaryRow[], squared: SummaryRow): string {
  const matching = rows.filter(({ contender }) => contender !== 'squared' && contender !== 'reweighted');
  return (
    `Against squared error the four matching losses change the error inside by ` +
    `${changes(matching, squared, 'regionRmse')} and outside by ${changes(matching, squared, 'restRmse')}.`
  );
}

function ranking(rows: readonly SummaryRow[], runs: readonly Run[], squared: SummaryRow): string {
  const [first, second] = ranked(rows, 'auc') as [SummaryRow, SummaryRow];
  const rivals = [...new Set([second, squared])].filter((rival) => rival !== first);
  const comparisons = rivals.map(
    (rival) => `${show(rival, 'auc')} of ${quote(rival)} in ${wins(runs, first, rival, 'auc')}`,
  );
  return (
    `As a ranking of flights, late ones first, ${quote(first)} is best: AUC ${show(first, 'auc')}, ` +
    `ahead of ${comparisons.join(' and ')}.`
  );
}

function silence(rows: readonly SummaryRow[]): string {
  const silent = rows.filter((row) => mean(row, 'found') < 0.01);
  if (silent.length === 0) return '';
  const names = new Intl.ListFormat('en').format(silent.map(quote));
  return (
    `Few false alarms can also mean silence: ${names} predict${silent.length > 1 ? '' : 's'} almost no flight over ` +
    `${LATE_MINUTES} minutes and find${silent.length > 1 ? '' : 's'} under 1 % of the late ones.`
  );
}

/** Sentences that follow from the numbers of this run, whatever they are. */
export function describeFindings(rows: readonly SummaryRow[], runs: readonly Run[]): readonly string[] {
  const squared = rows.find(({ contender }) => contender === 'squared')!;
  return [
    priceOfTheRegion(rows),
    againstSquaredError(rows, squared),
    ranking(rows, runs, squared),
    silence(rows),
  ].filter(Boolean);
}
