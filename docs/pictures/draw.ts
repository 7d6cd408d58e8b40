import { type Colors, theme } from '@lossmith/cli/theme';
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

// Plot draws into any DOM; this one lives in memory.
const { document } = parseHTML('<!doctype html><html><body></body></html>');

export interface Curve {
  readonly name: string;
  readonly look: keyof typeof looks;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Where its name stands, if it does: above the curve at this x, unless moved. */
  readonly label?: { readonly x: number; readonly dx?: number; readonly dy?: number } | undefined;
}

export interface Picture {
  readonly title: string;
  readonly xLabel: string;
  readonly yDomain: readonly [number, number];
  readonly curves: readonly Curve[];
}

/** Which of the theme's curves it is: they are told apart by their dashes too. */
const looks = { first: 0, second: 1, third: 2, plain: 4 } as const;

const colorsOf = ({ ink, series }: Colors) =>
  `color: ${ink}; ${series.map((color, k) => `--curve-${k}: ${color}`).join('; ')}`;

/** Where the reader prefers dark, or the page that shows the picture is dark, so is the picture. */
const style = `<style>svg { font-family: ${theme.fonts.text}; ${colorsOf(theme.light)} }
@media (prefers-color-scheme: dark) { svg { ${colorsOf(theme.dark)} } }</style>`;

const at = (points: Curve['points'], x: number) =>
  points.reduce((best, point) => (Math.abs(point.x - x) < Math.abs(best.x - x) ? point : best));

function marksOf({ name, look, points, label }: Curve): Plot.Markish[] {
  const stroke = `var(--curve-${looks[look]})`;
  const strokeDasharray = theme.dashes[looks[look]]!;
  const line = Plot.lineY([...points], { x: 'x', y: 'y', strokeWidth: 2.2, clip: true, stroke, strokeDasharray });
  if (label === undefined) return [line];
  const { x, dx = 0, dy = -8 } = label;
  const text = { x: 'x', y: 'y', dx, dy, text: () => name, fontWeight: 600, fill: 'currentColor' } as const;
  return [line, Plot.text([at(points, x)], text)];
}

/** Coordinates to a tenth of a pixel, which is all one sees; numbers that are read stay as they are. */
const shortened = (svg: string) =>
  svg.replace(/<[^>]+>/g, (tag) => tag.replace(/-?\d+\.\d+/g, (digits) => String(Number(Number(digits).toFixed(1)))));

/** Plot counts the clipping paths of a process; a picture is its own document. */
function withOwnNames(svg: string): string {
  const names = [...new Set(svg.match(/plot-clip-\d+/g))];
  return svg.replace(/plot-clip-\d+/g, (name) => `clip-${names.indexOf(name)}`);
}

/** A plot as an SVG of its own, in the colours of the theme; the label is for those who do not see it. */
export function standalone(options: Plot.PlotOptions, label: string): string {
  const svg = Plot.plot({ document: document as unknown as Document, ...options });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  return `${withOwnNames(shortened(svg.outerHTML)).replace(/<style>[\s\S]*?<\/style>/, style)}\n`;
}

/** As wide as a phone: two stand side by side on a wider page. */
export function draw({ title, xLabel, yDomain, curves }: Picture): string {
  const xs = curves.flatMap(({ points }) => points.map(({ x }) => x));
  const options: Plot.PlotOptions = {
    width: 340,
    height: 240,
    marginLeft: 32,
    marginRight: 12,
    marginTop: 34,
    marginBottom: 40,
    style: { fontSize: '13px' },
    x: {
      domain: [Math.min(...xs), Math.max(...xs)],
      label: xLabel,
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: 6,
    },
    y: { domain: [...yDomain], grid: true, label: null, ticks: 4 },
    marks: [
      Plot.text([title], { frameAnchor: 'top', dy: -24, fontSize: 14, fontWeight: 600 }),
      Plot.ruleY([Math.max(0, yDomain[0])], { strokeOpacity: 0.6 }),
      ...curves.flatMap(marksOf),
    ],
  };
  return standalone(options, `${title}: ${curves.map(({ name }) => name).join(', ')}`);
}
