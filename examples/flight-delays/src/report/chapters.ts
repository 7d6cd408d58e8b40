import * as Plot from '@observablehq/plot';
import type { Flight } from '../flights.js';
import { scoreOf } from '../region.js';
import type { Results } from '../results.js';
import type { Layout } from './axes.js';
import { type Curve, drawCurves } from './curves.js';
import { renderFigure, renderPair } from './figure.js';
import { drawHistogram } from './histogram.js';
import { renderLegend } from './legend.js';
import { linkCurves, lossCurves, sensitivityCurves } from './link-curves.js';
import { residualFigures } from './residual-figures.js';
import { lookOf } from './theme.js';

const scoresOf = (flights: readonly Flight[]) => flights.map(({ score }) => score);

export function renderData(flights: readonly Flight[], { data }: Results): string {
  return `<section><h2>The flights</h2>
${renderFigure({ draw: (layout) => drawHistogram(flights, layout) })}
<p class="read"><b>How to read it.</b> Every bar counts flights by score, asinh(delay / 10 min), which keeps early flights and
squeezes the long tail; the minutes stand above. The shaded region is what matters: ${(data.lateShare * 100).toFixed(1)} % of
${data.flights.toLocaleString('en')} flights. A loss that treats all scores alike hears mostly the grey bars.</p></section>`;
}

/** Where each loss puts its best constant, on its own curve. */
function constantMarks(curves: readonly Curve[], { contenders }: Results): Plot.Markish[] {
  return curves.map(({ contender, points }) => {
    const { score } = contenders.find(({ id }) => id === contender)!.bestConstant;
    const nearest = points.reduce((best, point) =>
      Math.abs(point.x - score) < Math.abs(best.x - score) ? point : best,
    );
    const { color } = lookOf(contender);
    return Plot.dot([nearest], { x: 'x', y: 'y', r: 5, fill: 'white', stroke: color, strokeWidth: 2.5 });
  });
}

export function renderLinks(flights: readonly Flight[], results: Results): string {
  const scores = scoresOf(flights);
  const links = linkCurves(scores);
  const sensitivities = sensitivityCurves(scores);
  const drawn = results.contenders.filter(({ weightsFrom }) => weightsFrom === undefined);
  const xLabel = 'score';
  return `<section><h2>Links and sensitivities: what each loss cares about</h2>${renderLegend(drawn, false)}
${renderPair([
  {
    title: 'Link h',
    draw: (layout: Layout) =>
      drawCurves({ curves: links, xLabel, yLabel: 'h(score) − h(0)', yDomain: [-4, 10] }, layout),
  },
  {
    title: 'Sensitivity h′',
    draw: (layout: Layout) => {
      const extra = constantMarks(sensitivities, results);
      return drawCurves({ curves: sensitivities, xLabel, yLabel: 'h′(score)', yDomain: [0, 8], extra }, layout);
    },
  },
])}
<p class="read"><b>How to read it.</b> A link says how far apart two scores are for the loss; where it is steep, its slope h′, the
sensitivity, is high and errors count. All are divided by their mean sensitivity over the flights, so 1 is what squared error
gives every score. Rings mark each loss's best constant prediction: it lies in the direction of the sensitive scores, and weak
models are drawn there. Reweighted squared error has the link of squared error (its weights are the sensitivity of the exp
link).</p></section>`;
}

export function renderLosses(flights: readonly Flight[], results: Results): string {
  const scores = scoresOf(flights);
  const figure = (title: string, minutes: number) => {
    const curves = lossCurves(scoreOf(minutes), scores);
    const labels = { xLabel: 'predicted score', yLabel: 'loss' };
    return { title, draw: (layout: Layout) => drawCurves({ curves, ...labels, yDomain: [0, 5] }, layout) };
  };
  return `<section><h2>Losses: what a prediction costs</h2>${renderLegend(results.contenders, false)}
${renderPair([figure('The flight was on time (score 0)', 0), figure('The flight was 1 hour late (score 2.49)', 60)])}
<p class="read"><b>How to read it.</b> Each curve is zero at the observed score and says what predicting something else costs.
Reweighting makes the whole parabola of a late flight steep and that of a punctual one flat, whatever is predicted. A matching
loss looks at both: it is flat among scores that do not matter and steepens where a prediction moves towards the region, so that
a false alarm costs even though the flight was on time.</p></section>`;
}

export function renderResiduals(results: Results): string {
  const { mean, rmse } = residualFigures(results);
  return `<section><h2>Residuals: where each model errs</h2>${renderLegend(results.contenders, true)}
${renderPair([
  { title: 'Mean residual by observed score', draw: mean },
  { title: 'Error by observed score', draw: rmse },
])}
<p class="read"><b>How to read it.</b> Held-out flights are grouped by what was observed, in steps of half a unit (the outer
groups take all beyond). Left: above zero the model predicted more delay than there was, below less. Right: the size of the errors. The
features tell little, so every model predicts a narrow range and every curve on the left falls; what a loss decides is
where it crosses zero, that is, for whom the model is right.</p></section>`;
}
