import * as Plot from '@observablehq/plot';
import { LATE_MINUTES, REGION_EDGE, scoreOf } from '../region.js';
import { REGION_FILL, REGION_TEXT } from './theme.js';

export const SCORE_DOMAIN: readonly [number, number] = [-2.25, 4.25];

/** How the same picture is laid out on a wide page and on a phone. */
export interface Layout {
  readonly width: number;
  readonly height: number;
}

export const frame = ({ width, height }: Layout): Plot.PlotOptions => ({
  width,
  height,
  marginLeft: 60,
  marginRight: 14,
  marginTop: 44,
  marginBottom: 42,
  style: { fontSize: '12px' },
});

const MINUTES = [-30, -10, 0, 10, 30, 60, 120, 240];

/** Scores below, the minutes they stand for above, and the region shaded. */
export function scoreAxis(label: string): Plot.Markish[] {
  const shown = MINUTES.map(scoreOf).filter((score) => score >= SCORE_DOMAIN[0] && score <= SCORE_DOMAIN[1]);
  const minutes = new Map(MINUTES.map((delay) => [scoreOf(delay), String(delay).replace('-', '−')]));
  return [
    Plot.rect([null], { x1: REGION_EDGE, x2: SCORE_DOMAIN[1], fill: REGION_FILL }),
    Plot.axisX({ label: `${label}, asinh(delay / 10 min)`, labelAnchor: 'center', labelArrow: 'none' }),
    Plot.axisX(shown, {
      anchor: 'top',
      tickFormat: (score: number) => minutes.get(score)!,
      label: 'delay, minutes',
      labelAnchor: 'center',
      labelArrow: 'none',
    }),
  ];
}

/** Says what the shaded region is; goes last, its halo keeps it legible on top of curves. */
export function regionLabel(): Plot.Markish {
  const middle = (REGION_EDGE + SCORE_DOMAIN[1]) / 2;
  const ink = { fill: REGION_TEXT, stroke: REGION_FILL, strokeWidth: 5 };
  return Plot.text([`over ${LATE_MINUTES} min`], { frameAnchor: 'top', x: middle, dy: 6, ...ink });
}

export const valueAxis = (label: string): Plot.Markish =>
  Plot.axisY({ label, labelAnchor: 'center', labelArrow: 'none', ticks: 6, labelOffset: 57 });
