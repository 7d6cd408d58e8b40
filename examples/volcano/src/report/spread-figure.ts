import type { Results } from '../results.js';
import { drawByStrength } from './curves.js';
import { spreadSeries } from './series.js';
import { standalone } from './theme.js';

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

/** The same as a standalone SVG. */
export function drawSpreadPicture(results: Results): string {
  const [left, right] = panelsOf(results);
  const place = (svg: string, x: number) => svg.replace('<svg ', `<svg x="${x}" y="66" `);
  const heading = (text: string, x: number) => `<text x="${x}" y="58" font-size="14" font-weight="600">${text}</text>`;
  return standalone(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 930 420" width="930" height="420"
font-family="system-ui, sans-serif" color="#22262a" fill="currentColor"><rect width="100%" height="100%" fill="white"/>
<text x="24" y="30" font-size="17" font-weight="600">How far the networks of ${results.plan.seeds} surveys and starts lie apart</text>
${heading(left.title, 24)}${place(left.svg, 10)}
${heading(right.title, 400)}${place(right.svg, 386)}
</svg>
`);
}
