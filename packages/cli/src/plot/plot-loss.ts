import { type Loss, LossmithOptionError } from '@lossmith/core';
import { theme } from '../theme.js';
import { type Panel, panelsOf } from './curves.js';
import { escapeText } from './escape-text.js';
import { legend } from './legend.js';
import { plotPanel } from './plot-panel.js';

export interface PlotOptions {
  /** The first score that is drawn, default -4, or the smallest of `scores`. */
  readonly from?: number;
  /** The last score that is drawn, default 4, or the largest of `scores`. */
  readonly to?: number;
  /** Targets of which the loss is drawn. Default: a quarter, half and three quarters of the way. Outputs, where the loss takes those. */
  readonly targets?: readonly number[];
  /** Observed scores, drawn as ticks. */
  readonly scores?: Float64Array;
  /** Default 'light'. */
  readonly light?: 'light' | 'dark';
}

const panelSize = { width: 440, height: 300 };
const gap = 20;
const headHeight = 64;
const titleHeight = 26;

function rangeOf({ from, to, scores }: PlotOptions): readonly [number, number] {
  const range = [
    from ?? scores?.reduce((least, score) => Math.min(least, score), Infinity) ?? -4,
    to ?? scores?.reduce((most, score) => Math.max(most, score), -Infinity) ?? 4,
  ] as const;
  if (range[0] < range[1] && range.every(Number.isFinite)) return range;
  throw new LossmithOptionError(
    'from',
    `${range[0]} is not below to = ${range[1]}`,
    'give the scores to draw, such as from -4 to 4',
  );
}

/** Three targets on the way. No one knows which outputs are of interest. */
function targetsOf(loss: Loss, [from, to]: readonly [number, number], { targets }: PlotOptions): readonly number[] {
  if (targets !== undefined && targets.length > 0) return targets;
  if (loss.spec.target === 'output')
    throw new LossmithOptionError(
      'targets',
      'are missing: this loss takes outputs',
      'give some in the range of its link',
    );
  return [0.25, 0.5, 0.75].map((share) => from + share * (to - from));
}

/** The specification, or where it is long its beginning. */
function headOf({ spec }: Loss): string {
  const json = JSON.stringify(spec);
  return json.length > 100 ? `${json.slice(0, 99)}…` : json;
}

/** Panels two by two below each other, each with its title. */
function placed(panels: readonly Panel[], svgOf: (panel: Panel) => string): string {
  const places = panels.map((panel, k) => {
    const x = gap + (k % 2) * (panelSize.width + gap);
    const y = headHeight + Math.floor(k / 2) * (panelSize.height + titleHeight);
    const title = `<text x="${x + 10}" y="${y + 16}" font-size="14" font-weight="600">${escapeText(panel.title)}</text>`;
    return title + svgOf(panel).replace('<svg ', `<svg x="${x}" y="${y + titleHeight}" `);
  });
  return places.join('\n');
}

/**
 * A loss as one SVG that stands by itself: its link and sensitivity, and, of one score, the loss and its gradient for some targets. Throws
 * `LossmithOptionError` for a loss without a link or a transform.
 */
export function plotLoss(loss: Loss, options: PlotOptions = {}): string {
  const range = rangeOf(options);
  const colors = theme[options.light ?? 'light'];
  const look = { ...panelSize, colors, theme };
  const panels = panelsOf(loss, { from: range[0], to: range[1], targets: targetsOf(loss, range, options) });
  const rows = Math.ceil(panels.length / 2);
  const width = 2 * panelSize.width + 3 * gap;
  const height = headHeight + rows * (panelSize.height + titleHeight) + gap;
  const labels = panels.at(-1)?.curves.map(({ label }) => label) ?? [];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="${escapeText(theme.fonts.text)}" fill="${colors.ink}">
<title>${escapeText(JSON.stringify(loss.spec))}</title><rect width="100%" height="100%" fill="${colors.paper}"/>
<text x="${gap + 10}" y="30" font-size="16" font-weight="600">${escapeText(headOf(loss))}</text>
${labels.length > 1 ? legend(labels, gap + 10, 54, look) : ''}
${placed(panels, (panel) => plotPanel(panel, options.scores, range, look))}
</svg>
`;
}
