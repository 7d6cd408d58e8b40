import { wrap } from '@lossmith-examples/flight-delays/terminal-text';
import { getBorderCharacters, table } from 'table';
import { describeFindings } from './findings.js';
import { edgeOf } from './measure.js';
import type { Results } from './results.js';
import { comparisonRows, errorRows, type Rows, spreadRows } from './rows.js';
import { SURVEYED } from './survey.js';
import type { Terrain } from './terrain.js';

export function introduction(terrain: Terrain): string {
  return wrap(
    `A volcano of ${terrain.heights.length.toLocaleString('en')} heights; ${SURVEYED} of them are surveyed, and a network of six units is to draw the map, which is too few. ` +
      `What matters is the highest tenth, from ${edgeOf(terrain)} m up: the rim of the crater. Six losses, all but squared error at every strength a, which says how steeply ` +
      `importance rises with height; each trained until nothing more is gained.`,
  );
}

function asText(title: string, rows: Rows): string {
  const text = table(
    rows.map((row) => [...row]),
    {
      border: getBorderCharacters('norc'),
      columnDefault: { alignment: 'right' },
      columns: { 0: { alignment: 'left' } },
      drawHorizontalLine: (line, count) => line <= 1 || line === count,
    },
  );
  return `${title}\n${text}`;
}

export function resultsText(results: Results): string {
  const { plan } = results;
  const seeds =
    plan.seeds === 1 ? 'one seed' : `means and 95 % intervals over ${plan.seeds} seeds (surveys and starts)`;
  const tables = [
    asText(
      `Error where it matters, metres, ${seeds}: points that are in the highest tenth, or are predicted there`,
      errorRows(results, 'matters'),
    ),
    asText('Error in the highest tenth alone, metres', errorRows(results, 'highest')),
    asText('Error over the other nine tenths, metres', errorRows(results, 'rest')),
    ...(plan.seeds < 2 ? [] : pairedTables(results)),
  ];
  const findings = describeFindings(results).map((sentence) => wrap(`- ${sentence}`, '  '));
  return `${tables.join('\n')}\n${findings.join('\n')}`;
}

const pairedTables = (results: Results) => [
  asText(
    'Exp link less each rival where it matters, metres, paired by seed (and in how many seeds it is lower)',
    comparisonRows(results),
  ),
  asText('Spread of the networks of all seeds in the highest tenth, metres', spreadRows(results, 'inside')),
  asText('Spread over the other nine tenths, metres', spreadRows(results, 'outside')),
];
