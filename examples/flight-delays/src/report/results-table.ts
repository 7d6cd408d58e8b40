import { type Column, columns, formatSpread } from '../columns.js';
import type { Results } from '../results.js';
import type { SummaryRow } from '../summary.js';
import { escapeText } from './escape.js';

const minutes = (value: number) => `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(1)} min`;

function isBest(column: Column, row: SummaryRow, rows: readonly SummaryRow[]): boolean {
  const means = rows.map(({ metrics }) => metrics[column.key].mean);
  return row.metrics[column.key].mean === (column.better === 'lower' ? Math.min(...means) : Math.max(...means));
}

function renderRow(row: SummaryRow, { summary, contenders }: Results): string {
  const cells = columns.map((column) => {
    const best = isBest(column, row, summary) ? ' class="best"' : '';
    return `<td${best} data-title="${column.title}">${formatSpread(column, row.metrics[column.key])}</td>`;
  });
  const { bestConstant } = contenders.find(({ id }) => id === row.contender)!;
  const constant = `<td data-title="best constant">${minutes(bestConstant.minutes)}</td>`;
  return `<tr><th scope="row">${escapeText(row.name)}</th>${cells.join('')}${constant}</tr>`;
}

export function renderTable(results: Results): string {
  const heads = ['loss', ...columns.map(({ title }) => title), 'best constant'];
  return `<div class="scroll"><table class="results">
<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>${results.summary.map((row) => renderRow(row, results)).join('\n')}</tbody>
</table></div>`;
}

export function renderColumnNotes(): string {
  const notes = columns.map(
    ({ title, meaning, better }) => `<dt>${title}</dt><dd>${meaning}; ${better} is better</dd>`,
  );
  const constant = '<dt>best constant</dt><dd>what a model without any features should predict under this loss</dd>';
  return `<dl class="read">${notes.join('')}${constant}</dl>`;
}
