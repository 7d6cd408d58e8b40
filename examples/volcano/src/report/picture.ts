import { escapeText } from '@lossmith-examples/flight-delays/report/escape';
import { heightsOf } from '../experiment.js';
import { edgeOf } from '../measure.js';
import type { Results, Shown } from '../results.js';
import { formatMean } from '../rows.js';
import { errorOf } from '../summary.js';
import { SURVEYED } from '../survey.js';
import type { Terrain } from '../terrain.js';
import { drawByStrength } from './curves.js';
import { drawMap } from './map.js';
import { mapKey } from './map-key.js';
import { errorSeries } from './series.js';
import { standalone } from './theme.js';

const WIDTH = 960;
const MAP = { width: 296, left: 24, gap: 12, top: 84 };
const KEY_TOP = 302;
const CURVE = { top: 372, height: 340 };

/** A nested SVG at a place of its own. */
const place = (svg: string, x: number, y: number) => svg.replace('<svg ', `<svg x="${x}" y="${y}" `);

const heading = (text: string, x: number, y: number) =>
  `<text x="${x}" y="${y}" font-size="15" font-weight="600">${escapeText(text)}</text>`;

const shownOf = ({ shown }: Results, contender: string): Shown => shown.find((one) => one.contender === contender)!;

/** One standalone SVG for README and site: the mountain, two maps of it, and the error of each loss by strength. */
export function drawPicture(terrain: Terrain, results: Results): string {
  const modelled = (contender: string) => heightsOf(shownOf(results, contender).model, terrain);
  const strength = shownOf(results, 'exp').strength;
  const off = (setting: { contender: string; strength: number }) =>
    `${formatMean({ ...errorOf(results.runs, setting, 'matters'), within: null })} m off`;
  const maps = [
    [`The volcano`, terrain.heights],
    [`Squared error: ${off({ contender: 'squared', strength: 0 })}`, modelled('squared')],
    [`Exp link: ${off({ contender: 'exp', strength })}`, modelled('exp')],
  ] as const;
  const panels = maps.map(([title, heights], k) => {
    const x = MAP.left + k * (MAP.width + MAP.gap);
    return heading(title, x, MAP.top - 10) + place(drawMap(heights, terrain, MAP.width), x, MAP.top);
  });
  const series = errorSeries(results, 'matters');
  const size = { width: WIDTH - 20, height: CURVE.height };
  const curve = drawByStrength({ series, yLabel: 'metres', yDomain: [4.5, 55], named: true, ...size });
  const height = CURVE.top + CURVE.height + 20;
  return standalone(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}"
font-family="system-ui, sans-serif" color="#22262a" fill="currentColor"><rect width="100%" height="100%" fill="white"/>
<text x="24" y="32" font-size="18" font-weight="600">Six units draw a volcano from ${SURVEYED} points; what matters is the rim of its crater</text>
${panels.join('\n')}
<g transform="translate(24 ${KEY_TOP})">${mapKey(edgeOf(terrain))}</g>
${heading('Error where it matters, in or put into the highest tenth: lower is better', 24, CURVE.top - 12)}${place(curve, 10, CURVE.top)}
</svg>
`);
}
