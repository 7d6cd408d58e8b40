import { getBorderCharacters, table } from 'table';
import { columns, formatSpread } from './columns.js';
import { LATE_MINUTES } from './region.js';
import type { Results } from './results.js';

const WIDTH = 100;

export function wrap(text: string, indent = ''): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = lines.at(-1) === '' ? word : `${lines.at(-1)} ${word}`;
    if (longer.length > WIDTH) lines.push(indent + word);
    else lines[lines.length - 1] = longer;
  }
  return lines.join('\n');
}

export function introduction(flights: number, lateShare: number): string {
  return wrap(
    `${flights.toLocaleString('en')} US flights of early 2001: how late will each arrive, judged by hour, weekday, ` +
      `distance and airports as it leaves? The score is asinh(delay / 10 min). What matters are the ` +
      `${(lateShare * 100).toFixed(1)} % that arrive more than ${LATE_MINUTES} minutes late. The same small network, ` +
      `from the same initial weights and on the same splits, is trained with six losses: squared error, squared ` +
      `error with more weight on late flights, and four matching losses that are sharp where scores matter, the last of them placed by suggestLink.`,
  );
}

export function resultsTable({ summary }: Results): string {
  const head = ['loss', ...columns.map(({ title }) => title)];
  const body = summary.map((row) => [
    row.name,
    ...columns.map((column) => formatSpread(column, row.metrics[column.key])),
  ]);
  return table([head, ...body], {
    border: getBorderCharacters('norc'),
    columnDefault: { alignment: 'right' },
    columns: { 0: { alignment: 'left' } },
    drawHorizontalLine: (line, rows) => line <= 1 || line === rows,
  });
}

/** What `suggestLink` and `normalise` chose. */
function choices({ contenders }: Results): string[] {
  return contenders.flatMap(({ name, why, loss }) => {
    if (why === undefined) return [];
    const { amplitude } = loss.link as { readonly amplitude: number };
    return [
      `  ${wrap(`${name}: suggestLink chose ${why}; normalise gave it amplitude ${amplitude.toPrecision(3)}.`, '    ')}`,
    ];
  });
}

export function legend(results: Results): string {
  const { plan, data } = results;
  const seeds = plan.seeds === 1 ? 'one seed' : `mean ± standard deviation over ${plan.seeds} seeds`;
  const held = `${data.heldOut.toLocaleString('en')} held-out flights`;
  return [
    `${held}, ${seeds}.`,
    ...columns.map(({ title, meaning }) => `  ${title}: ${meaning}`),
    ...choices(results),
  ].join('\n');
}

export function findingsText({ findings }: Results): string {
  return findings.map((sentence) => wrap(`- ${sentence}`, '  ')).join('\n');
}
