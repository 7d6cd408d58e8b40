import { columns, formatSpread, formatValue } from '@lossmith-examples/flight-delays/columns';
import { contenders } from '@lossmith-examples/flight-delays/contenders';
import type { Metrics } from '@lossmith-examples/flight-delays/metrics';
import { spreadOf } from '@lossmith-examples/flight-delays/summary';
import { getBorderCharacters, table } from 'table';
import type { BoostedRun } from './boost.js';
import type { Shared } from './share.js';

const drawn = (rows: readonly (readonly string[])[]) =>
  table(
    rows.map((row) => [...row]),
    {
      border: getBorderCharacters('norc'),
      columnDefault: { alignment: 'right' },
      columns: { 0: { alignment: 'left' } },
      drawHorizontalLine: (line, count) => line <= 1 || line === count,
    },
  );

const titles = columns.map(({ title }) => title);

/** The demo's table, of boosted trees. */
export function boostedTable(runs: readonly BoostedRun[]): string {
  const body = contenders.map(({ id, name }) => {
    const own = runs.filter(({ contender }) => contender === id);
    return [
      name,
      ...columns.map((column) => formatSpread(column, spreadOf(own.map(({ metrics }) => metrics[column.key])))),
    ];
  });
  return drawn([['loss', ...titles], ...body]);
}

/** What one process and two came to. */
export function sharedTable({ steps, largest, alone, together }: Shared): string {
  const row = (name: string, metrics: Metrics) => [
    name,
    ...columns.map((column) => formatValue(column, metrics[column.key])),
  ];
  const rows = drawn([['exp link', ...titles], row('one process', alone), row('two processes', together)]);
  return `${rows}Largest difference of a gradient over ${steps} steps: ${largest.toExponential(1)} of its largest entry.`;
}
