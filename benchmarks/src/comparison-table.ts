import { markdownTable } from 'markdown-table';
import type { Compared, Comparison } from './compare.js';
import { number } from './show.js';

const change = ({ low, high }: Compared) => (low > 1 ? 'slower' : high < 1 ? 'faster' : '');

const head = (ref: string) => ['section', 'task', 'candidate', ref, 'now', `now ÷ ${ref}`, '95 % interval', ''];

const cells = (one: Compared) => [
  one.section,
  one.task,
  one.candidate,
  `${number(one.older)} ${one.unit}`,
  `${number(one.newer)} ${one.unit}`,
  one.ratio.toFixed(3),
  `${one.low.toFixed(3)} to ${one.high.toFixed(3)}`,
  change(one),
];

/** A comparison as Markdown: of one package, against the commit of this name. */
export function comparisonMarkdown(name: string, ref: string, { compared, alone }: Comparison): string {
  const align = ['l', 'l', 'l', 'r', 'r', 'r', 'r', 'l'];
  const table =
    compared.length === 0 ? 'Nothing to compare.' : markdownTable([head(ref), ...compared.map(cells)], { align });
  const left =
    alone.length === 0 ? [] : [`Not compared, older is ${ref}:\n\n${alone.map((one) => `- ${one}`).join('\n')}`];
  return `${[`### ${name}`, table, ...left].join('\n\n')}\n`;
}

/** Whether something surely takes longer than so many times: its whole interval lies above. */
export const surelyAbove = (most: number, { compared }: Comparison): boolean => compared.some(({ low }) => low > most);
