import * as Plot from '@observablehq/plot';
import type { ContenderResult } from '../results.js';
import { draw } from './draw.js';
import { escapeText } from './escape.js';
import { lookOf } from './theme.js';

/** A short piece of a contender's line, with its symbol where points are drawn. */
export function drawSample(contender: string, symbols: boolean): string {
  const { color, dash, symbol } = lookOf(contender);
  const line = Plot.ruleY([0], { stroke: color, strokeWidth: 2.2, strokeDasharray: dash });
  const dot = Plot.dot([[0.5, 0]], { fill: color, stroke: 'white', strokeWidth: 0.8, symbol, r: 4.5 });
  return draw({
    width: 40,
    height: 14,
    margin: 0,
    axis: null,
    x: { domain: [0, 1] },
    y: { domain: [-1, 1] },
    marks: symbols ? [line, dot] : [line],
  });
}

export function renderLegend(contenders: readonly ContenderResult[], symbols: boolean): string {
  const items = contenders.map(({ id, name }) => `<li>${drawSample(id, symbols)}${escapeText(name)}</li>`);
  return `<ul class="legend">${items.join('')}</ul>`;
}
