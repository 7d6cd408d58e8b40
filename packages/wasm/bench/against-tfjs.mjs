import { allocatedRun, kernelRun } from './kernels.mjs';
import { examples, pairs, squared, typedRun } from './textbook.mjs';
import { scores, tensorsOn } from './tfjs.mjs';

async function candidatesOf(backend, count, { loss, typed }) {
  const [target, predicted] = [scores(count, 0), scores(count, 0.2)];
  const { yTrue, yPred, dispose } = await tensorsOn(backend, [count]);
  const candidates = {
    kernel: kernelRun(loss, predicted, target, [count]),
    'own arrays': allocatedRun(loss, predicted, target, [count]),
    'as typed': typedRun(typed, yTrue, yPred),
    meanSquaredError: typedRun(squared, yTrue, yPred),
  };
  return { candidates, dispose };
}

/** Every link, against its formula as typed, and against mean squared error, on a backend of TensorFlow.js. */
const scoreSection = (name, backend, count, bars = []) => ({
  name,
  title: `${count >= 1024 ? `2^${Math.log2(count)}` : count} float32 scores, value, gradient and mean, against TensorFlow.js on its ${backend} backend`,
  ours: ['kernel', 'own arrays'],
  others: ['as typed', 'meanSquaredError'],
  ratios: [
    { of: 'kernel', over: 'as typed' },
    { of: 'kernel', over: 'meanSquaredError' },
    { of: 'own arrays', over: 'meanSquaredError' },
  ],
  bars,
  tasks: Object.fromEntries(
    Object.entries(pairs).map(([link, pair]) => [link, () => candidatesOf(backend, count, pair)]),
  ),
});

const bars = [
  { task: 'sinh', of: 'kernel', over: 'meanSquaredError', atMost: 0.55 },
  { task: 'sinh', of: 'own arrays', over: 'meanSquaredError', atMost: 0.3 },
  { task: 'sigmoid', of: 'kernel', over: 'meanSquaredError', atMost: 0.7 },
  { task: 'arctan', of: 'kernel', over: 'meanSquaredError', atMost: 0.6 },
  { task: 'five parts', of: 'kernel', over: 'meanSquaredError', atMost: 2 },
];

const rows = [64, 32_768];

async function rowCandidates(backend) {
  const count = rows[0] * rows[1];
  const [target, predicted] = [scores(count, 0), scores(count, 0.2)];
  const { yTrue, yPred, dispose } = await tensorsOn(backend, rows);
  const candidates = {
    kernel: kernelRun(examples.loss, predicted, target, rows),
    'own arrays': allocatedRun(examples.loss, predicted, target, rows),
    'as typed': typedRun(examples.typed, yTrue, yPred),
  };
  return { candidates, dispose };
}

const rowSection = {
  name: 'rows',
  title: 'composite Softmax, matching form, transform exp, [64, 32768], value, gradient and mean',
  ours: ['kernel', 'own arrays'],
  others: ['as typed'],
  ratios: [
    { of: 'kernel', over: 'as typed' },
    { of: 'own arrays', over: 'as typed' },
  ],
  bars: [{ task: 'tfjs wasm', of: 'kernel', over: 'as typed', atMost: 0.25 }],
  tasks: { 'tfjs wasm': () => rowCandidates('wasm'), 'tfjs cpu': () => rowCandidates('cpu') },
};

export const againstTfjs = [
  scoreSection('scores', 'wasm', 2 ** 20, bars),
  scoreSection('scores-cpu', 'cpu', 2 ** 20),
  scoreSection('few-scores', 'wasm', 32),
  scoreSection('few-scores-cpu', 'cpu', 32),
  rowSection,
];
