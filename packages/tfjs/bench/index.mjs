import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers'; // registers the gradients that the textbook formula needs
import { compileTfjs, links, losses } from '../dist/index.js';

const rate = 0.5;
const count = 2 ** 20;
const rounds = 15;

/** D = (cosh û − cosh u)/b − (ŝ − s)·sinh u as one would type it, differentiated by tfjs. */
function textbook(yTrue, yPred) {
  const [u, v] = [tf.mul(yTrue, rate), tf.mul(yPred, rate)];
  const potential = tf.div(tf.sub(tf.cosh(v), tf.cosh(u)), rate);
  return tf.mean(tf.sub(potential, tf.mul(tf.sub(yPred, yTrue), tf.sinh(u))));
}

const ours = compileTfjs(losses.matching(links.sinh({ rate })), { reduction: 'mean' });
const squared = (yTrue, yPred) => tf.mean(tf.square(tf.sub(yPred, yTrue)));

function time(loss, yTrue, yPred) {
  const start = performance.now();
  tf.tidy(() => {
    const { value, grad } = tf.valueAndGrad((x) => loss(yTrue, x))(yPred);
    value.dataSync();
    grad.dataSync();
  });
  return performance.now() - start;
}

const median = (values) => values.sort((x, y) => x - y)[Math.floor(values.length / 2)];

/** Medians over rounds in which the candidates take turns, so that the machine's moods meet all of them. */
function compare(candidates, yTrue, yPred, turns) {
  const times = candidates.map(() => []);
  for (let round = 0; round < turns + 2; round += 1) {
    candidates.forEach((loss, k) => {
      const taken = time(loss, yTrue, yPred);
      if (round >= 2) times[k].push(taken);
    });
  }
  return times.map(median);
}

const require = createRequire(import.meta.url);
setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/wasm-out/`);
const scores = (shift) => Float32Array.from({ length: count }, (_, k) => 3 * Math.sin(k * 0.37 + shift) + shift);

console.log(`sinh link, mean of 2^20 float32 scores, value and gradient; medians of ${rounds} rounds in turn`);
for (const backend of ['wasm', 'cpu']) {
  await tf.setBackend(backend);
  await tf.ready();
  const [yTrue, yPred] = [tf.tensor1d(scores(0)), tf.tensor1d(scores(0.2))];
  const [mine, typed, plain] = compare([ours, textbook, squared], yTrue, yPred, backend === 'cpu' ? 5 : rounds);
  console.log(
    `${backend.padEnd(5)} lossmith ${mine.toFixed(1)} ms, textbook under autodiff ${typed.toFixed(1)} ms, ` +
      `squared error ${plain.toFixed(1)} ms: ${(mine / typed).toFixed(2)} x textbook`,
  );
}
