import type { Results } from '../results.js';
import { drawByStrength } from './curves.js';
import { spreadSeries } from './series.js';

/** Inside beside outside: only the second has names, and they need room. */
const LEFT = { width: 356, height: 340, named: false };
const RIGHT = { width: 534, height: 340, named: true };

function panelsOf(results: Results) {
  const panel = (title: string, key: 'inside' | 'outside', size: typeof LEFT) => {
    const figure = { series: spreadSeries(results, key), yLabel: 'metres', yDomain: [3, 75] as const, ...size };
    return { title, svg: drawByStrength(figure) };
  };
  return [panel('in the highest tenth', 'inside', LEFT), panel('in the other nine tenths', 'outside', RIGHT)] as const;
}

/** How far the networks of all seeds lie apart, by strength, for the report. */
export const renderSpreadFigure = (results: Results): string =>
  `<div class="spread">${panelsOf(results)
    .map(({ title, svg }) => `<div><h3>${title}</h3>${svg}</div>`)
    .join('')}</div>`;
