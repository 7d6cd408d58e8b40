import { escapeText } from '@lossmith-examples/flight-delays/report/escape';
import { contenders } from '../contenders.js';
import type { Rows } from '../rows.js';

const own = contenders.find(({ id }) => id === 'exp')!.name;

function renderRow(heads: readonly string[], [name, ...cells]: readonly string[]): string {
  const row = cells.map((cell, k) => `<td data-title="${escapeText(heads[k + 1]!)}">${escapeText(cell)}</td>`);
  return `<tr${name === own ? ' class="own"' : ''}><th scope="row">${escapeText(name!)}</th>${row.join('')}</tr>`;
}

export function renderTable([heads, ...rows]: Rows): string {
  return `<div class="scroll"><table class="results">
<thead><tr>${heads!.map((head) => `<th scope="col">${escapeText(head)}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => renderRow(heads!, row)).join('\n')}</tbody>
</table></div>`;
}
