import type { Results } from '../results.js';
import { drawCurves } from './curves.js';
import { escapeText } from './escape.js';
import { drawSample } from './legend.js';
import { sensitivityCurves } from './link-curves.js';
import { residualFigures } from './residual-figures.js';

const WIDTH = 960;
const PANEL = { width: 460, height: 340 };
const LEGEND_TOP = 44;
const PANEL_TOP = 106;
/** A generous guess: fonts differ from reader to reader. */
const LETTER_WIDTH = 6.4;

/** A nested SVG at a place of its own. */
const place = (svg: string, x: number, y: number) => svg.replace('<svg ', `<svg x="${x}" y="${y}" `);

/** Samples and names, in as many rows as they need. */
function legend({ contenders }: Results): string {
  let [next, row] = [24, 0];
  return contenders
    .map(({ id, name }) => {
      const width = 72 + name.length * LETTER_WIDTH;
      if (next + width > WIDTH) [next, row] = [24, row + 1];
      const [x, y] = [next, LEGEND_TOP + row * 20];
      next += width;
      return (
        place(drawSample(id, true), x, y) +
        `<text x="${x + 47}" y="${y + 12}" font-size="13">${escapeText(name)}</text>`
      );
    })
    .join('');
}

const heading = (text: string, x: number) =>
  `<text x="${x}" y="${PANEL_TOP}" font-size="14" font-weight="600">${escapeText(text)}</text>`;

/** One standalone SVG for a README: what the losses care about, and where the models err. */
export function drawPicture(results: Results, scores: readonly number[]): string {
  const curves = sensitivityCurves(scores);
  const sensitivity = drawCurves({ curves, xLabel: 'score', yLabel: 'h′(score)', yDomain: [0, 8] }, PANEL);
  const height = PANEL_TOP + PANEL.height + 20;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}"
font-family="system-ui, sans-serif" color="#22262a" fill="currentColor"><rect width="100%" height="100%" fill="white"/>
<text x="24" y="28" font-size="17" font-weight="600">Flight delays: one model, six losses</text>
${legend(results)}
${heading('Sensitivity h′: what the loss cares about', 24)}${place(sensitivity, 10, PANEL_TOP + 8)}
${heading('Error of the trained model, held-out flights', 500)}${place(residualFigures(results).rmse(PANEL), 490, PANEL_TOP + 8)}
</svg>
`;
}
