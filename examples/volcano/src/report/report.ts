import { escapeText } from '@lossmith-examples/flight-delays/report/escape';
import { describeFindings } from '../findings.js';
import { edgeOf } from '../measure.js';
import type { Results } from '../results.js';
import { SURVEYED } from '../survey.js';
import type { Terrain } from '../terrain.js';
import { renderComparison, renderErrors, renderMaps, renderPrice, renderSpread } from './chapters.js';
import { renderMethod } from './method.js';
import { style } from './style.js';

const title = 'A volcano and a model too small for it';

/** The whole report as one HTML page that loads nothing from anywhere. */
export function renderReport(terrain: Terrain, results: Results): string {
  const severalSeeds = results.plan.seeds > 1;
  const findings = describeFindings(results).map((sentence) => `<li>${escapeText(sentence)}</li>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main>
<h1>${title}</h1>
<p class="lead">A network of six units draws the map of a volcano from ${SURVEYED} surveyed points. Six units are too few for all of it. The highest tenth, from
${edgeOf(terrain)} m up, is what matters: the rim of the crater. Six losses tell the network so, or do not.</p>
${renderMaps(terrain, results)}
${renderErrors(results)}
<section><h2>What came out</h2><ul class="findings">${findings.join('')}</ul></section>
${renderPrice(results)}
${severalSeeds ? `${renderComparison(results)}\n${renderSpread(results)}` : ''}
${renderMethod(results)}
</main></body></html>
`;
}
