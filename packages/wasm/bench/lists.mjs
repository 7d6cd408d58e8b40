import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { createKernel, links, losses } from '../dist/index.js';
import { compare, milliseconds, ratio, scores } from './compare.mjs';

const rounds = Number(process.env.ROUNDS ?? 7);

/** One list and a loss of it, value and gradient, by a kernel. */
export function listRun(loss, items, target = scores(items, 0)) {
  const kernel = createKernel(loss, { reduction: 'mean' });
  const [predicted, outputs] = [scores(items, 0.2), { gradient: new Float32Array(items) }];
  return () => kernel.run({ predicted, target, shape: [1, items] }, outputs);
}

const grades = (items) => Float32Array.from({ length: items }, (_, k) => k % 5);

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

async function growth() {
  console.log('all pairs of a list, sinh link, value and gradient, against a softmax row of that length:');
  for (const items of [1e3, 1e4, 1e5, 1e6]) {
    const candidates = { pairs: listRun(losses.pairwise(links.sinh()), items), row: listRun(losses.softmax(), items) };
    const times = await compare(candidates, rounds);
    const each = `${((1e6 * times.pairs.best) / items).toPrecision(2)} ns an item`;
    console.log(`  ${items} items: ${milliseconds(times.pairs)}, ${each}; ${ratio(times.pairs, times.row)} the row`);
  }
}

const memoryOf = (way) => {
  const child = spawnSync(process.execPath, [fileURLToPath(new URL('list-memory.mjs', import.meta.url)), way], {
    encoding: 'utf8',
  });
  return child.status === 0 ? child.stdout.trim() : `failed: ${child.stderr.trim().split('\n').at(-1)}`;
};

async function generic() {
  await tf.setBackend('wasm');
  const items = 4096;
  const times = await compare(
    { kernel: listRun(losses.pairwise(links.sigmoid()), items), tensors: tensorRun(items) },
    Math.min(rounds, 5),
  );
  console.log(`all pairs of ${items} items, sigmoid link (no closed form), value and gradient:`);
  console.log(
    `  kernel ${milliseconds(times.kernel)}, tensors of pairs in tfjs wasm ${milliseconds(times.tensors)}: ${ratio(times.kernel, times.tensors)}`,
  );
  console.log(
    `  most memory of the process: nothing run ${memoryOf('nothing')}, kernel ${memoryOf('kernel')}, tensors ${memoryOf('tensors')}`,
  );
  console.log(`RankNet, 10,000 items: most memory of the process ${memoryOf('rankNet')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await growth();
  await generic();
}

export const rankNetRun = (items) =>
  listRun(losses.pairwise(links.sigmoid(), { target: 'relevance' }), items, grades(items));
