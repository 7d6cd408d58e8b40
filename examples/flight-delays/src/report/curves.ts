import * as Plot from '@observablehq/plot';
import { frame, type Layout, regionLabel, SCORE_DOMAIN, scoreAxis, valueAxis } from './axes.js';
import { draw } from './draw.js';
import { lookOf } from './theme.js';

export interface Curve {
  readonly contender: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface CurvePlot {
  readonly curves: readonly Curve[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly yDomain: readonly [number, number];
  /** A symbol on every point: for measured points, not for formulas. */
  readonly symbols?: boolean;
  readonly extra?: Plot.Markish[];
}

function curveMarks({ contender, points }: Curve, symbols: boolean): Plot.Markish[] {
  const { color, dash, symbol } = lookOf(contender);
  const line = Plot.lineY([...points], {
    x: 'x',
    y: 'y',
    stroke: color,
    strokeWidth: 2.2,
    strokeDasharray: dash,
    clip: true,
  });
  if (!symbols) return [line];
  return [
    line,
    Plot.dot([...points], { x: 'x', y: 'y', fill: color, stroke: 'white', strokeWidth: 0.8, symbol, r: 4.5 }),
  ];
}

export function drawCurves(
  { curves, xLabel, yLabel, yDomain, symbols = false, extra = [] }: CurvePlot,
  layout: Layout,
): string {
  return draw({
    ...frame(layout),
    x: { domain: SCORE_DOMAIN },
    y: { domain: yDomain, grid: true },
    marks: [
      ...scoreAxis(xLabel),
      valueAxis(yLabel),
      Plot.ruleY([0], { strokeOpacity: 0.6 }),
      ...curves.flatMap((curve) => curveMarks(curve, symbols)),
      ...extra,
      regionLabel(),
    ],
  });
}

/** Evenly spaced scores across the axis. */
export const axisScores: readonly number[] = Array.from(
  { length: 261 },
  (_, index) => SCORE_DOMAIN[0] + (index / 260) * (SCORE_DOMAIN[1] - SCORE_DOMAIN[0]),
);
