import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

// Plot draws into any DOM; this one lives in memory.
const { document } = parseHTML('<!doctype html><html><body></body></html>');

/** The picture as SVG text. */
export function draw(options: Plot.PlotOptions): string {
  const svg = Plot.plot({ document: document as unknown as Document, ...options });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  return svg.outerHTML;
}
