import * as Plot from '@observablehq/plot';
import type { Colors, Theme } from '../theme.js';
import type { Curve, Panel } from './curves.js';
import { draw } from './draw.js';

const [marginTop, marginBottom] = [10, 42];

export interface PanelLook {
  readonly width: number;
  readonly height: number;
  readonly colors: Colors;
  readonly theme: Theme;
}

function curveMark({ points }: Curve, k: number, { colors, theme }: PanelLook): Plot.Markish {
  return Plot.lineY([...points], {
    x: 'x',
    y: 'y',
    stroke: colors.series[k % colors.series.length] as string,
    strokeWidth: 2.2,
    strokeDasharray: theme.dashes[k % theme.dashes.length] as string,
  });
}

/** Plots a thousand ticks at most. */
const mostTicks = 1000;

/** Observed scores as short ticks along the axis; of many some, evenly by rank. */
function rug(scores: Float64Array, { height, colors }: PanelLook): Plot.Markish {
  const sorted = Float64Array.from(scores).sort();
  const last = sorted.length - 1;
  const count = Math.min(sorted.length, mostTicks);
  const ticks = Array.from({ length: count }, (_, k) => sorted[Math.round((k * last) / Math.max(1, count - 1))]);
  return Plot.tickX(ticks, {
    x: (score: number) => score,
    stroke: colors.muted,
    strokeOpacity: 0.3,
    insetTop: height - marginTop - marginBottom - 8,
  });
}

/** One panel as SVG. */
export function plotPanel(
  { x, curves, fromZero, overScores }: Panel,
  scores: Float64Array | undefined,
  range: readonly [number, number],
  look: PanelLook,
): string {
  const { width, height, colors, theme } = look;
  return draw({
    width,
    height,
    marginLeft: 56,
    marginRight: 12,
    marginTop,
    marginBottom,
    style: { fontFamily: theme.fonts.text, fontSize: '12px', color: colors.muted, background: 'none' },
    x: { domain: [...range], label: x, labelAnchor: 'center', labelArrow: 'none' },
    y: { zero: fromZero, nice: true, label: null, ticks: 6 },
    marks: [
      Plot.gridY({ stroke: colors.grid, strokeOpacity: 1, ticks: 6 }),
      ...(scores === undefined || !overScores ? [] : [rug(scores, look)]),
      Plot.ruleY([0], { stroke: colors.muted, strokeOpacity: 0.6 }),
      ...curves.map((curve, k) => curveMark(curve, k, look)),
    ],
  });
}
