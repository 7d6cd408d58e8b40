import { draw } from '@lossmith-examples/flight-delays/report/draw';
import * as Plot from '@observablehq/plot';
import { edgeOf } from '../measure.js';
import type { Terrain } from '../terrain.js';

/** Heights that have a colour; what is predicted beyond has the colour of the end. */
export const LOWEST = 90;
export const HIGHEST = 190;
const STEP = 10;

/** Ever lighter from low to high, so that it reads in grey and with any colour vision. */
export const color: Plot.ScaleOptions = {
  type: 'linear',
  domain: [90, 115, 140, 165, 190],
  range: ['#24453c', '#4c7a50', '#a2a65e', '#dec793', '#fffaf0'],
};
export const EDGE_COLOR = '#b2182b';

const thresholds = Array.from({ length: (HIGHEST - LOWEST) / STEP + 1 }, (_, k) => LOWEST + STEP * k);

/** Rounded, so that the last digits of a machine do not show in a picture. */
const rounded = (heights: ArrayLike<number>) =>
  Array.from(heights, (height) => Math.round(Math.max(height, LOWEST) * 10) / 10);

/** Paths are in cells, which are drawn three or four pixels wide: a hundredth is enough. */
const shorter = (svg: string) => svg.replace(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))));

/** A map with a contour every ten metres; the thick line encloses the highest tenth, as it is or as it is predicted. */
export function drawMap(heights: ArrayLike<number>, terrain: Terrain, width: number): string {
  const grid = { width: terrain.width, height: terrain.height };
  const values = rounded(heights);
  const margin = 2;
  const map = draw({
    width,
    height: Math.round((width - 2 * margin) * (grid.height / grid.width)) + 2 * margin,
    margin,
    axis: null,
    x: { domain: [0, grid.width] },
    y: { domain: [grid.height, 0] },
    color,
    marks: [
      Plot.contour(values, {
        ...grid,
        fill: (value: number) => value,
        thresholds,
        stroke: '#00000033',
        strokeWidth: 0.5,
      }),
      Plot.contour(values, {
        ...grid,
        fill: 'none',
        stroke: EDGE_COLOR,
        strokeWidth: 2.6,
        thresholds: [edgeOf(terrain)],
      }),
    ],
  });
  return shorter(map);
}
