import type { Rows } from './rows.js';

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;

/** A table for README.md, where neither a strength nor an interval is broken into lines. */
export function markdownOf(rows: Rows): string {
  const dense = rows.map(([name, ...cells]) => [name!, ...cells.map((cell) => cell.replaceAll(' ', ''))]);
  const [head, ...others] = dense.map(line);
  return `${head}|---${'|---:'.repeat(rows[0]!.length - 1)}|\n${others.join('')}`;
}
