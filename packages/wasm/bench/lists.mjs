import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { createKernel, links, losses } from '../dist/index.js';
import { scores } from './tfjs.mjs';

/** One list and a loss of it, value and gradient, by a kernel. */
export function listRun(loss, items, target = scores(items, 0)) {
  const kernel = createKernel(loss, { reduction: 'mean' });
  const [predicted, outputs] = [scores(items, 0.2), { gradient: new Float32Array(items) }];
  return () => kernel.run({ predicted, target, shape: [1, items] }, outputs);
}

const grades = (items) => Float32Array.from({ length: items }, (_, k) => k % 5);

export const rankNetRun = (items) =>
  listRun(losses.pairwise(links.sigmoid(), { target: 'relevance' }), items, grades(items));

/** The matching loss of the sigmoid link on all pairs, as one types it: tensors of all pairs. */
export function tensorRun(items) {
  const [target, predicted] = [tf.tensor1d(scores(items, 0)), tf.tensor1d(scores(items, 0.2))];
  const pairs = (x) => tf.sub(tf.expandDims(x, 1), tf.expandDims(x, 0));
  const run = tf.valueAndGrad((own) => {
    const [x, u] = [pairs(own), pairs(target)];
    const difference = tf.sub(tf.softplus(x), tf.softplus(u));
    return tf.mean(tf.sub(difference, tf.mul(tf.sub(x, u), tf.sigmoid(u))));
  });
  return async () => {
    const { value, grad } = run(predicted);
    await Promise.all([value.data(), grad.data()]);
    tf.dispose([value, grad]);
  };
}

const growthOf = (items) => ({
  candidates: { pairs: listRun(losses.pairwise(links.sinh()), items), row: listRun(losses.softmax(), items) },
});

const growth = {
  name: 'lists',
  title: 'all pairs of a list, sinh link, value and gradient, against a softmax row of that length',
  ours: ['pairs', 'row'],
  ratios: [{ of: 'pairs', over: 'row' }],
  rounds: 9,
  tasks: Object.fromEntries(
    [1e3, 1e4, 1e5, 1e6].map((items) => [`${items.toLocaleString('en')} items`, () => growthOf(items)]),
  ),
};

const pairs = {
  name: 'pairs',
  title:
    'all pairs of a list, sigmoid link, which has no closed form, value and gradient, against tensors of all pairs in TensorFlow.js on its wasm backend',
  ours: ['kernel'],
  others: ['tensors of pairs'],
  ratios: [{ of: 'kernel', over: 'tensors of pairs' }],
  rounds: 3,
  tasks: {
    async '4,096 items'() {
      await tf.setBackend('wasm');
      const kernel = listRun(losses.pairwise(links.sigmoid()), 4096);
      return { candidates: { kernel, 'tensors of pairs': tensorRun(4096) } };
    },
  },
};

/** The most memory that a process had that did one thing, in MiB. */
const memoryOf = (way) => ({
  report() {
    const file = fileURLToPath(new URL('list-memory.mjs', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [file, way], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`list-memory.mjs ${way}: ${stderr}`);
    return Number(stdout);
  },
});

const memory = {
  name: 'pairs-memory',
  title: 'the most memory that a process takes for the same, and with nothing run',
  unit: 'MiB',
  ours: ['kernel'],
  others: ['tensors of pairs', 'nothing run'],
  rounds: 1,
  tasks: {
    'sigmoid, 4,096 items': () => ({
      candidates: {
        kernel: memoryOf('kernel'),
        'tensors of pairs': memoryOf('tensors'),
        'nothing run': memoryOf('nothing'),
      },
    }),
    'RankNet, 10,000 items': () => ({ candidates: { kernel: memoryOf('rankNet') } }),
  },
};

export const lists = [growth, pairs, memory];
