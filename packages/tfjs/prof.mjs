import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);

import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { compileTfjs, links, losses } from './dist/index.js';

setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')) + '/wasm-out/');
await tf.setBackend('wasm');
await tf.ready();
const n = 2 ** 20;
const s = (h) => Float32Array.from({ length: n }, (_, k) => 3 * Math.sin(k * 0.37 + h) + h);
const y = tf.tensor1d(s(0)),
  p = tf.tensor1d(s(0.2));
const f = compileTfjs(losses.matching(links.sinh({ rate: 0.5 })), { reduction: 'mean' });
const run = () =>
  tf.tidy(() => {
    const { value, grad } = tf.valueAndGrad((x) => f(y, x))(p);
    grad.dataSync();
  });
run();
const pr = await tf.profile(() => {
  run();
  return tf.scalar(0);
});
const by = {};
for (const k of pr.kernels) {
  const t = await Promise.resolve(k.kernelTimeMs);
  const key = k.name + ' ' + JSON.stringify(k.inputShapes);
  by[key] ??= [0, 0];
  by[key][0] += Number(t.kernelMs ?? t);
  by[key][1]++;
}
for (const [k, v] of Object.entries(by)
  .sort((a, b) => b[1][0] - a[1][0])
  .slice(0, 25))
  console.log(v[0].toFixed(1), v[1], k);
