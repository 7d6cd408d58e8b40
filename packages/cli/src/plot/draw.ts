import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

// Plot draws into any DOM; this one lives in memory.
const { document } = parseHTML('<!doctype html><html><body></body></html>');

/** A plot as SVG text. */
export function draw(options: Plot.PlotOptions): string {
  const svg = Plot.plot({ document: document as unknown as Document, ...options });
  // Its style sheet is for pages: other programs that read SVG do not know :where.
  svg.querySelector('style')?.remove();
  return svg.outerHTML;
}
