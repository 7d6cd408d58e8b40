import { escapeText } from './escape-text.js';
import type { PanelLook } from './plot-panel.js';

/** A generous guess: fonts differ from reader to reader. */
const letterWidth = 7;
const sampleWidth = 32;

/** A piece of each curve's line with what it is, in a row that begins at x. */
export function legend(labels: readonly string[], from: number, y: number, { colors, theme }: PanelLook): string {
  let x = from;
  const samples = labels.map((label, k) => {
    const color = colors.series[k % colors.series.length];
    const dash = theme.dashes[k % theme.dashes.length];
    const line = `<path d="M${x} ${y - 4}h${sampleWidth}" stroke="${color}" stroke-width="2.2" stroke-dasharray="${dash}"/>`;
    const text = `<text x="${x + sampleWidth + 8}" y="${y}" font-size="12">${escapeText(label)}</text>`;
    x += sampleWidth + 28 + label.length * letterWidth;
    return line + text;
  });
  return samples.join('');
}
