import { escapeText } from '@lossmith-examples/flight-delays/report/escape';
import { contenders } from '../contenders.js';
import { heightsOf } from '../experiment.js';
import { edgeOf } from '../measure.js';
import { middleOf, type Results, type Shown } from '../results.js';
import { comparisonRows, errorRows, formatMean, spreadRows } from '../rows.js';
import { errorOf } from '../summary.js';
import type { Terrain } from '../terrain.js';
import { drawByStrength } from './curves.js';
import { drawMap } from './map.js';
import { mapKey } from './map-key.js';
import { errorSeries, type Series } from './series.js';
import { renderSpreadFigure } from './spread-figure.js';
import { renderTable } from './table.js';

const FULL = { width: 900, height: 400 };
const NARROW = { width: 480, height: 320 };
const nameOf = (contender: string) => escapeText(contenders.find(({ id }) => id === contender)!.name);

const map = (title: string, heights: ArrayLike<number>, terrain: Terrain, note: string) =>
  `<div><h3>${title}</h3>${drawMap(heights, terrain, 296)}<p>${note}</p></div>`;

function renderShown({ contender, strength, seed, model }: Shown, terrain: Terrain, { runs }: Results): string {
  const note = `${formatMean(errorOf(runs, { contender, strength }, 'matters'))} m where it matters; this is seed ${seed}`;
  return map(nameOf(contender), heightsOf(model, terrain), terrain, note);
}

export function renderMaps(terrain: Terrain, results: Results): string {
  const maps = results.shown.map((one) => renderShown(one, terrain, results));
  return `<section><h2>The mountain, and what each loss makes of it at strength ${middleOf(results.plan)}</h2>
<svg class="key" viewBox="0 0 640 24" role="img" aria-label="colours of heights" fill="currentColor">${mapKey(edgeOf(terrain))}</svg>
<div class="maps">${map('the volcano', terrain.heights, terrain, 'as it is')}${maps.join('\n')}</div>
<p class="read"><b>How to read it.</b> The lighter, the higher; the red line encloses what is, or is said to be, in the highest tenth, which is what
matters. Shown is the run whose error where it matters is the median of its loss, so that none is a lucky one. What lies beyond the ends of the colours has the colour of the end.</p></section>`;
}

function curves(series: readonly Series[], yDomain: readonly [number, number], wide = FULL): string {
  const plot = { series, yLabel: 'metres', yDomain };
  return `<div class="wide">${drawByStrength({ ...plot, named: true, ...wide })}</div>
<div class="narrow">${drawByStrength({ ...plot, named: true, ...NARROW })}</div>`;
}

export function renderErrors(results: Results): string {
  return `<section><h2>Error where it matters, by strength</h2>
${curves(errorSeries(results, 'matters'), [4.5, 55])}
<p class="read"><b>How to read it.</b> Lower is better. The further to the right, the more a loss is told to care for heights; squared error is told nothing.
Bars are 95 % intervals over seeds. A loss to trust goes down and stays down: one has to choose the strength somehow.</p>
${renderTable(errorRows(results, 'matters'))}</section>`;
}

export function renderPrice(results: Results): string {
  return `<section><h2>What it costs elsewhere</h2>
${curves(errorSeries(results, 'rest'), [5, 90])}
<p class="read"><b>How to read it.</b> The error over the other nine tenths of the map. Six units cannot be everywhere: what is not asked for is given up.</p>
<h3>The other nine tenths, metres</h3>${renderTable(errorRows(results, 'rest'))}
<h3>The highest tenth alone, metres</h3>${renderTable(errorRows(results, 'highest'))}</section>`;
}

export function renderComparison(results: Results): string {
  return `<section><h2>The exp link beside each rival, seed by seed</h2>${renderTable(comparisonRows(results))}
<p class="read"><b>How to read it.</b> Metres by which the exp link errs more (less, if below zero) where it matters, at the same strength, survey and start, with
the 95 % interval of the mean; in how many of ${results.plan.seeds} seeds it errs less.</p></section>`;
}

export function renderSpread(results: Results): string {
  return `<section><h2>Underspecification: how far the networks of ${results.plan.seeds} seeds lie apart</h2>
${renderSpreadFigure(results)}
<p class="read"><b>How to read it.</b> Each seed has a survey and a start of its own. Spread is the standard deviation of what their networks say of one and the same point, pooled over
points. Where a loss cares little, chance decides.</p>
<h3>In the highest tenth, metres</h3>${renderTable(spreadRows(results, 'inside'))}
<h3>In the other nine tenths, metres</h3>${renderTable(spreadRows(results, 'outside'))}</section>`;
}
