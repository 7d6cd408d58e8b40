// One way to compute all pairs of a list, in a process of its own, so that the most memory it held is its own: node pair-way.mjs WAY.
import * as tf from '@tensorflow/tfjs-core';
import { typedRun } from '../../wasm/bench/textbook.mjs';
import { tensorsOn } from '../../wasm/bench/tfjs.mjs';
import { compileTfjs, links, losses } from '../dist/index.js';

const rounds = 3;

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

function cpuTime(run) {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const [items, make] = ways[process.argv[2]];
const { yTrue, yPred } = await tensorsOn('wasm', [1, items]);
const loss = make();
const run = typedRun(loss, yTrue, yPred);
typedRun(loss, tf.ones([1, 8]), tf.zeros([1, 8]))();
const before = process.memoryUsage().rss;
run();
const times = Array.from({ length: rounds }, () => cpuTime(run)).sort((x, y) => x - y);
const grown = process.resourceUsage().maxRSS * 1024 - before;
const { peakBytes } = await tf.profile(run);
console.log(JSON.stringify({ time: times[1], tensors: peakBytes / 2 ** 20, grown: grown / 2 ** 20 }));
