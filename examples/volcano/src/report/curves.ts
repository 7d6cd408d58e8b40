import { draw } from '@lossmith-examples/flight-delays/report/draw';
import * as Plot from '@observablehq/plot';
import type { Point, Series } from './series.js';
import { lookOf } from './theme.js';

export interface CurvePlot {
  readonly series: readonly Series[];
  readonly yLabel: string;
  readonly yDomain: readonly [number, number];
  /** Names beside the ends of the curves; else a legend stands elsewhere. */
  readonly named: boolean;
  readonly width: number;
  readonly height: number;
}

const TICKS = [2, 3, 5, 7, 10, 15, 20, 30, 50, 75];
const MARGIN = { top: 14, bottom: 44, left: 58 };
const LINE = 16;

// As `tickFormat` it would be thinned out by d3's logarithmic scale.
const asText = (tick: number) => `${tick}`;

/** So far apart that names do not lie on one another, in the order they have; the highest is pushed up at most to the top. */
function spreadApart(places: readonly number[], gap: number): readonly number[] {
  const order = places.map((_, k) => k).sort((a, b) => places[a]! - places[b]!);
  const moved = [...places];
  order.forEach((k, rank) => {
    if (rank > 0) moved[k] = Math.max(moved[k]!, moved[order[rank - 1]!]! + gap);
  });
  return moved;
}

/** Intervals of one strength side by side. */
const beside = (strength: number, k: number, count: number) => strength + (k - (count - 1) / 2) * 0.045;

function curveMarks({ contender, points }: Series, k: number, count: number): Plot.Markish[] {
  const { color, dash, symbol } = lookOf(contender);
  const x = ({ strength }: Point) => beside(strength, k, count);
  const strokeWidth = contender === 'exp' ? 3.2 : 1.9;
  const wide = points.filter(({ low, high }) => high > low);
  return [
    Plot.line([...points], { x, y: 'value', stroke: color, strokeWidth, strokeDasharray: dash, clip: true }),
    Plot.ruleX(wide, { x, y1: 'low', y2: 'high', stroke: color, strokeOpacity: 0.55, strokeWidth: 1.6, clip: true }),
    Plot.dot([...points], { x, y: 'value', fill: color, stroke: 'none', symbol, r: contender === 'exp' ? 5 : 3.8 }),
  ];
}

function nameMarks({ series, yDomain, height }: CurvePlot): Plot.Markish[] {
  const [low, high] = yDomain.map(Math.log) as [number, number];
  const inner = height - MARGIN.top - MARGIN.bottom;
  const placeOf = (value: number) => ((high - Math.log(value)) / (high - low)) * inner;
  const places = spreadApart(
    series.map(({ points }) => placeOf(points.at(-1)!.value)),
    LINE,
  );
  return series.map(({ contender, name }, k) => {
    const value = Math.exp(high - (places[k]! / inner) * (high - low));
    const weight = contender === 'exp' ? 700 : 400;
    const options = { textAnchor: 'start', frameAnchor: 'right', dx: 10, fontSize: 13, fontWeight: weight } as const;
    return Plot.text([name], { ...options, y: [value], fill: lookOf(contender).color });
  });
}

/** A value of each loss by strength, on a logarithmic scale, with 95 % intervals. */
export function drawByStrength(plot: CurvePlot): string {
  const { series, yLabel, yDomain, named, width, height } = plot;
  const strengths = series[0]!.points.map(({ strength }) => strength);
  return draw({
    width,
    height,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    marginRight: named ? 200 : 16,
    style: { fontSize: '12px', overflow: 'visible' },
    x: { domain: [strengths[0]! - 0.2, strengths.at(-1)! + 0.2] },
    y: { type: 'log', domain: yDomain },
    marks: [
      Plot.gridY(
        TICKS.filter((tick) => tick >= yDomain[0] && tick <= yDomain[1]),
        { strokeOpacity: 0.12 },
      ),
      Plot.axisX(strengths, {
        label: 'strength a: how steeply importance rises with height',
        labelAnchor: 'center',
        labelArrow: 'none',
        tickFormat: asText,
      }),
      Plot.axisY(
        TICKS.filter((tick) => tick >= yDomain[0] && tick <= yDomain[1]),
        { label: yLabel, labelAnchor: 'center', labelArrow: 'none', labelOffset: 46, text: asText },
      ),
      ...series.flatMap((one, k) => curveMarks(one, k, series.length)),
      ...(named ? nameMarks(plot) : []),
    ],
  });
}
