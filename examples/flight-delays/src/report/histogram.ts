import * as Plot from '@observablehq/plot';
import type { Flight } from '../flights.js';
import { isLate, LATE_MINUTES, scoreOf } from '../region.js';
import { frame, type Layout, regionLabel, SCORE_DOMAIN, scoreAxis, valueAxis } from './axes.js';
import { draw } from './draw.js';
import { BAR_FILL, LATE_BAR_FILL } from './theme.js';

const BAR_WIDTH = 0.35;

export function drawHistogram(flights: readonly Flight[], layout: Layout): string {
  // Between the last whole minute outside and the first inside, so that no bar is half in the region.
  const edge = scoreOf(LATE_MINUTES + 0.5);
  const thresholds = Array.from({ length: 21 }, (_, index) => edge + (index - 12) * BAR_WIDTH);
  const bars = Plot.binX<Plot.RectYOptions>({ y: 'count' }, { x: 'score', fill: fillOf, thresholds });
  return draw({
    ...frame(layout),
    x: { domain: SCORE_DOMAIN, clamp: true },
    y: { grid: true },
    marks: [
      ...scoreAxis('observed score'),
      valueAxis('flights'),
      Plot.rectY([...flights], bars),
      Plot.ruleY([0]),
      regionLabel(),
    ],
  });
}

const fillOf = (flight: Flight) => (isLate(flight.score) ? LATE_BAR_FILL : BAR_FILL);
