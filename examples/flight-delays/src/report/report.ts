import type { Flight } from '../flights.js';
import type { Results } from '../results.js';
import { renderData, renderLinks, renderLosses, renderResiduals } from './chapters.js';
import { escapeText } from './escape.js';
import { renderMethod } from './method.js';
import { renderColumnNotes, renderTable } from './results-table.js';
import { style } from './style.js';

function renderSummary(results: Results): string {
  const { plan, data, findings } = results;
  const seeds = plan.seeds === 1 ? 'one seed' : `mean ± standard deviation over ${plan.seeds} seeds`;
  return `<section><h2>What came out</h2>
<p>${data.heldOut.toLocaleString('en')} held-out flights, ${seeds}. The best of each column is shaded.</p>
${renderTable(results)}
<ul class="findings">${findings.map((sentence) => `<li>${escapeText(sentence)}</li>`).join('')}</ul>
${renderColumnNotes()}</section>`;
}

/** The whole report as one HTML page that loads nothing from anywhere. */
export function renderReport(flights: readonly Flight[], results: Results): string {
  const late = (results.data.lateShare * 100).toFixed(1);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Flight delays: six losses for one model</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main>
<h1>Flight delays: six losses for one model</h1>
<p class="lead">Suppose a wrong guess about a flight that is on time costs little, but one about a flight more than
${results.region.minutes} minutes late costs a lot; only ${late} % of the flights are that late. The same small network was
trained with six losses, each time on the same data, from the same initial weights and in the same order.</p>
${renderSummary(results)}
${renderData(flights, results)}
${renderLinks(flights, results)}
${renderLosses(flights, results)}
${renderResiduals(results)}
${renderMethod(results)}
</main></body></html>
`;
}
