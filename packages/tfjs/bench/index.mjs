import * as tf from '@tensorflow/tfjs-core';
import { emitSection } from '../../conformance/bench/emit-times.mjs';
import { pairs, squared } from '../../wasm/bench/textbook.mjs';
import { tensorsOn } from '../../wasm/bench/tfjs.mjs';
import subjects from '../conformance.mjs';
import { compileTfjs } from '../dist/index.js';
import { listPairs } from './pairs.mjs';

export { versions } from '../../wasm/bench/tfjs.mjs';

/** A step inside TensorFlow.js, whose cpu and wasm backends work at once: the loss is read, the gradient stays a tensor. */
const stepOf = (typed, yTrue, yPred) => () =>
  tf.tidy(() => {
    tf.valueAndGrad((x) => typed(yTrue, x))(yPred).value.dataSync();
  });

async function candidatesOf(backend, count, { loss, typed }) {
  const { yTrue, yPred, dispose } = await tensorsOn(backend, [count]);
  const compiled = (execution) => stepOf(compileTfjs(loss, { reduction: 'mean', execution }), yTrue, yPred);
  const candidates = {
    'by wasm': compiled('wasm'),
    'by ops': compiled('ops'),
    'as typed': stepOf(typed, yTrue, yPred),
    meanSquaredError: stepOf(squared, yTrue, yPred),
  };
  return { candidates, dispose };
}

/** Losses inside TensorFlow.js, by a kernel or by its operations, against the formula as typed. */
const section = (name, backend, count, bars = []) => ({
  name,
  title: `compileTfjs on the ${backend} backend, ${count >= 1024 ? `2^${Math.log2(count)}` : count} float32 scores, value, gradient and mean`,
  ours: ['by wasm', 'by ops'],
  others: ['as typed', 'meanSquaredError'],
  ratios: [
    { of: 'by wasm', over: 'as typed' },
    { of: 'by ops', over: 'as typed' },
    { of: 'by wasm', over: 'meanSquaredError' },
  ],
  bars,
  tasks: Object.fromEntries(
    Object.entries(pairs).map(([link, pair]) => [link, () => candidatesOf(backend, count, pair)]),
  ),
});

export default [
  section('scores', 'wasm', 2 ** 20, [{ task: 'sinh', of: 'by wasm', over: 'as typed', atMost: 0.14 }]),
  section('scores-cpu', 'cpu', 2 ** 20),
  section('few-scores', 'wasm', 32),
  section('few-scores-cpu', 'cpu', 32),
  ...listPairs,
  emitSection(subjects),
];
