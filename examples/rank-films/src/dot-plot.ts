import { meanOf } from './statistics.js';

/** A measure of all rows: a small dot per seed, a large one for the mean, a bar for its standard error. */
export interface Panel {
  readonly title: string;
  /** One for each row, each with a number per seed. */
  readonly rows: readonly (readonly number[])[];
  readonly digits: number;
  /** A value to compare with, drawn as a line. */
  readonly reference?: number;
}

const [labelWidth, panelWidth, gap, rowHeight, top] = [170, 250, 44, 28, 44];

// Colours are legible on white and on black; where the reader prefers dark, the ink is light.
const style = `text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600 } .tick { font-size: 11px } .grid { stroke: #8b949e; stroke-opacity: .35 }
.reference { stroke: #8b949e; stroke-width: 1.5; stroke-dasharray: 4 3 }
.seed { fill: #2f81c7; fill-opacity: .45 } .mean { fill: #d9730d } .error { stroke: #d9730d; stroke-width: 2.5 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .seed { fill: #6cb6ff } }`;

/** Round numbers, about four of them, that cover the values. */
export function ticksOf(low: number, high: number): number[] {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough)!;
  const [first, last] = [Math.floor(low / step), Math.ceil(high / step)];
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
}

const number = (value: number) => Number(value.toFixed(1));

function drawRow(values: readonly number[], y: number, x: (value: number) => number): string {
  const { mean, error = 0 } = meanOf(values);
  const seeds = values.map((value) => `<circle class="seed" cx="${number(x(value))}" cy="${y}" r="3"/>`).join('');
  const bar = `<path class="error" d="M${number(x(mean - error))} ${y}H${number(x(mean + error))}"/>`;
  return `${seeds}${bar}<circle class="mean" cx="${number(x(mean))}" cy="${y}" r="5"/>`;
}

function drawPanel({ title, rows, digits, reference }: Panel, left: number): string {
  const values = [...rows.flat(), ...(reference === undefined ? [] : [reference])];
  const ticks = ticksOf(Math.min(...values), Math.max(...values));
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const x = (value: number) => left + ((value - low) / (high - low)) * panelWidth;
  const bottom = top + rows.length * rowHeight;
  const upright = (value: number, kind: string) => `<path class="${kind}" d="M${number(x(value))} ${top}V${bottom}"/>`;
  const label = (value: number) =>
    `<text class="tick" x="${number(x(value))}" y="${bottom + 16}" text-anchor="middle">${value.toFixed(digits).replace('-', '−')}</text>`;
  return [
    `<text class="title" x="${left + panelWidth / 2}" y="24" text-anchor="middle">${title}</text>`,
    ...ticks.map((tick) => upright(tick, 'grid') + label(tick)),
    ...(reference === undefined ? [] : [upright(reference, 'reference')]),
    ...rows.map((row, k) => drawRow(row, top + (k + 0.5) * rowHeight, x)),
  ].join('\n');
}

/** Panels side by side, as a standalone SVG; the names of the rows stand on the left. */
export function drawDotPlot(names: readonly string[], panels: readonly Panel[], description: string): string {
  const width = labelWidth + panels.length * (panelWidth + gap) - gap / 2;
  const height = top + names.length * rowHeight + 28;
  const label = (name: string, k: number) =>
    `<text x="${labelWidth - 16}" y="${top + (k + 0.5) * rowHeight + 4.5}" text-anchor="end">${name}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${description}">
<style>${style}</style>
${names.map(label).join('\n')}
${panels.map((panel, k) => drawPanel(panel, labelWidth + k * (panelWidth + gap))).join('\n')}
</svg>
`;
}
