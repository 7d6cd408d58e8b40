import { startBackend } from '@lossmith-examples/flight-delays/backend';
import { loadFlights } from '@lossmith-examples/flight-delays/flights';
import type { Metrics } from '@lossmith-examples/flight-delays/metrics';
import { DEFAULT_EPOCHS } from '@lossmith-examples/flight-delays/train';
import * as ort from 'onnxruntime-web';
import { getBorderCharacters, table } from 'table';
import { type Comparison, compare } from './compare.js';

const seeds = [1, 2, 3];
const runs = [
  ['tfjs', 'trained by TensorFlow.js (wasm)'],
  ['onnx', 'trained by ONNX Runtime (web, wasm)'],
  ['onNode', 'the same bytes on onnxruntime-node'],
] as const;
const columns = [
  ['regionRmse', 'error inside'],
  ['restRmse', 'error outside'],
  ['auc', 'AUC'],
] as const;

function spread(values: readonly number[]): string {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
  return `${mean.toFixed(3)} ± ${Math.sqrt(variance).toFixed(3)}`;
}

ort.env.wasm.numThreads = 1;
await startBackend();
const flights = loadFlights();
const found: Comparison[] = [];
for (const seed of seeds) found.push(await compare(flights, seed, DEFAULT_EPOCHS));
const cell = (run: 'tfjs' | 'onnx' | 'onNode', metric: keyof Metrics) => spread(found.map((one) => one[run][metric]));
const rows = runs.map(([run, title]) => [title, ...columns.map(([metric]) => cell(run, metric))]);
console.log(`The exp link's network on ${flights.length} flights, ${seeds.length} seeds, ${DEFAULT_EPOCHS} epochs:\n`);
const border = getBorderCharacters('norc');
const drawHorizontalLine = (line: number, count: number) => line <= 1 || line === count;
console.log(table([['', ...columns.map(([, title]) => title)], ...rows], { border, drawHorizontalLine }));
