import { readFileSync, writeFileSync } from 'node:fs';
import { contenders } from './contenders.ts';
import { type Outcome, UNTRAINED } from './experiment.ts';

const mean = (x: readonly number[]) => x.reduce((sum, one) => sum + one, 0) / x.length;
/** Standard deviation over the seeds. */
const deviation = (x: readonly number[]) =>
  Math.sqrt(mean(x.map((one) => (one - mean(x)) ** 2)) * (x.length / Math.max(1, x.length - 1)));
const shown = (x: readonly number[]) => `${mean(x).toFixed(3)} ± ${deviation(x).toFixed(3)}`;

/** The table, in Markdown: means and standard deviations over the seeds. */
export function summaryTable(outcomes: readonly Outcome[]): string {
  const rows = [{ name: UNTRAINED, onScale: false }, ...contenders].map(({ name, onScale }) => {
    const own = outcomes.filter((one) => one.name === name);
    const of = (key: 'ndcg' | 'reciprocalRank' | 'inside' | 'outside') => shown(own.map((one) => one[key]));
    return `| ${name}${onScale ? '' : ' *'} | ${of('inside')} | ${of('outside')} | ${of('ndcg')} | ${of('reciprocalRank')} |`;
  });
  return [
    '| loss | error inside | error outside | NDCG@5 | reciprocal rank |',
    '|---|---:|---:|---:|---:|',
    ...rows,
  ].join('\n');
}

const [start, end] = ['<!-- table: generated -->\n', '\n<!-- end of table -->'];

/** The part of README.md between its two marks. */
export function tableIn(readme: string): string {
  return readme.slice(readme.indexOf(start) + start.length, readme.indexOf(end));
}

export function writeTable(outcomes: readonly Outcome[], path: string): void {
  const readme = readFileSync(path, 'utf8');
  writeFileSync(path, readme.replace(tableIn(readme), summaryTable(outcomes)));
}
