// All pairs of a list: time and memory of value and gradient, each way in a process of its own, so that the most memory it held is its own.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { scores } from '../../wasm/bench/compare.mjs';
import { typedRun } from '../../wasm/bench/textbook.mjs';
import { compileTfjs, links, losses } from '../dist/index.js';

const rounds = Number(process.env.ROUNDS ?? 3);

/** D_σ of all differences as one would type it: tensors of K × K numbers. */
function allPairs(yTrue, yPred) {
  const items = yPred.shape[1];
  const differences = (z) => tf.sub(tf.expandDims(z, 2), tf.expandDims(z, 1));
  const [u, x] = [differences(yTrue), differences(yPred)];
  const rise = tf.mul(tf.sub(x, u), tf.sigmoid(u));
  return tf.div(tf.sum(tf.sub(tf.sub(tf.softplus(x), tf.softplus(u)), rise)), items * (items - 1));
}

const [sigmoid, sinh] = [losses.pairwise(links.sigmoid()), losses.pairwise(links.sinh({ rate: 0.5 }))];
const ours = (loss, execution) => compileTfjs(loss, { reduction: 'mean', execution });
const ways = {
  'sigmoid, by ops': [4096, () => ours(sigmoid, 'ops')],
  'sigmoid, by wasm': [4096, () => ours(sigmoid, 'wasm')],
  'sigmoid, as typed': [4096, () => allPairs],
  'sinh, by ops': [100_000, () => ours(sinh, 'ops')],
  'sinh, by wasm': [100_000, () => ours(sinh, 'wasm')],
};

const megabytes = (bytes) => `${(bytes / 2 ** 20).toPrecision(3)} MB`;

async function measure(name) {
  await tf.setBackend('wasm');
  await tf.ready();
  const [items, make] = ways[name];
  const list = (shift) => tf.tensor2d(scores(items, shift), [1, items]);
  const [yTrue, yPred, loss] = [list(0), list(0.2), make()];
  const run = typedRun(loss, yTrue, yPred);
  typedRun(loss, tf.ones([1, 8]), tf.zeros([1, 8]))();
  const before = process.memoryUsage().rss;
  run();
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  const grown = process.resourceUsage().maxRSS * 1024 - before;
  const { peakBytes } = await tf.profile(run);
  const best = Math.min(...times);
  console.log(
    `  ${name.padEnd(18)} ${String(items).padStart(6)} items: ${best.toFixed(0)} ms, ` +
      `tensors ${megabytes(peakBytes)} at most, the process ${megabytes(grown)} more than before`,
  );
}

if (process.argv[2] === undefined) {
  console.log(`tfjs wasm, one thread, all pairs of a list, mean, value and gradient, shortest of ${rounds}:`);
  const file = fileURLToPath(import.meta.url);
  for (const name of Object.keys(ways)) execFileSync(process.execPath, [file, name], { stdio: 'inherit' });
} else await measure(process.argv[2]);
