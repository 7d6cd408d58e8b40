import { readFileSync } from 'node:fs';
import * as Plot from '@observablehq/plot';
import { standalone } from './draw.ts';

/** What this picture shows of benchmarks/results.json. */
interface Row {
  readonly task: string;
  readonly samples: Readonly<Record<string, readonly number[]>>;
}
type Results = Readonly<
  Record<string, { readonly sections: readonly { readonly name: string; readonly rows: readonly Row[] }[] }>
>;

const file = new URL('../../benchmarks/results.json', import.meta.url);

/** What is drawn beside mean squared error: their names in the results, and in the picture. */
const candidates = {
  'own arrays': ['kernel, its own arrays', 'var(--curve-2)'],
  kernel: ['kernel, your arrays', 'var(--curve-0)'],
  'as typed': ['as typed in tfjs', 'var(--curve-4)'],
} as const;

const median = (values: readonly number[]) => {
  const sorted = [...values].sort((x, y) => x - y);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

const barsOf = ({ task, samples }: Row) =>
  Object.entries(candidates).flatMap(([key, [name, fill]]) => {
    const [own, squared] = [samples[key], samples.meanSquaredError];
    if (own === undefined || squared === undefined) return [];
    return [{ task, name, fill, ratio: median(own.map((time, round) => time / squared[round]!)) }];
  });

function draw(rows: readonly Row[]): string {
  const bars = rows.flatMap(barsOf);
  const title = 'Loss and gradient, beside mean squared error';
  const options: Plot.PlotOptions = {
    width: 680,
    height: 60 + 66 * rows.length,
    marginLeft: 170,
    marginRight: 90,
    marginTop: 40,
    marginBottom: 40,
    style: { fontSize: '13px' },
    x: {
      label: 'times meanSquaredError with its gradient in TensorFlow.js wasm',
      labelAnchor: 'center',
      labelArrow: 'none',
      grid: true,
    },
    y: { label: null, domain: Object.values(candidates).map(([name]) => name) },
    fy: { label: null, domain: rows.map(({ task }) => task), padding: 0.15 },
    marks: [
      Plot.barX(bars, { x: 'ratio', y: 'name', fy: 'task', fill: 'fill' }),
      Plot.text(bars, {
        x: 'ratio',
        y: 'name',
        fy: 'task',
        text: ({ ratio }: { readonly ratio: number }) => ratio.toPrecision(2),
        textAnchor: 'start',
        dx: 5,
        fill: 'currentColor',
      }),
      Plot.ruleX([0]),
      Plot.ruleX([1], { strokeDasharray: '4 3' }),
      Plot.text([title], { frameAnchor: 'top-left', dy: -30, fontSize: 14, fontWeight: 600, fy: () => rows[0]!.task }),
    ],
  };
  return standalone(options, `${title}: ${rows.map(({ task }) => task).join(', ')}`);
}

/** How long losses take beside mean squared error, by the committed results; nothing where these have no kernels. */
export function speedPictures(): Readonly<Record<string, string>> {
  const results = JSON.parse(readFileSync(file, 'utf8')) as Results;
  const rows = results.wasm?.sections.find(({ name }) => name === 'scores')?.rows;
  return rows === undefined ? {} : { 'speed.svg': draw(rows) };
}
