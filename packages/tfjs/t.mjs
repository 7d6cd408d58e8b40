import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);

import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')) + '/wasm-out/');
await tf.setBackend('wasm');
await tf.ready();
const n = 2 ** 20;
const raw = Float32Array.from({ length: n }, (_, k) => Math.sin(k));
const a = tf.tensor1d(raw),
  b = tf.tensor1d(raw.map((x) => x + 0.1)),
  a3 = tf.reshape(a, [n, 1, 1]),
  b3 = tf.reshape(b, [n, 1, 1]),
  s = tf.scalar(0.5),
  a2 = tf.reshape(a, [1024, 1024]),
  b2 = tf.reshape(b, [1024, 1024]);
const t = (name, f) => {
  const ts = [];
  for (let i = 0; i < 40; i++) {
    const t0 = performance.now();
    for (let j = 0; j < 5; j++) f().dispose();
    ts.push((performance.now() - t0) / 5);
  }
  ts.sort((x, y) => x - y);
  console.log(name, ts[0].toFixed(3), ts[20].toFixed(3));
};
t('mul1', () => tf.mul(a, b));
t('mul3', () => tf.mul(a3, b3));
t('mul2', () => tf.mul(a2, b2));
t('square', () => tf.square(a));
t('muls', () => tf.mul(a, s));
t('adds', () => tf.add(a, s));
t('mul3s', () => tf.mul(a3, s));
t('sub', () => tf.sub(a, b));
t('neg', () => tf.neg(a));
t('sig', () => tf.sigmoid(a));
t('elu', () => tf.elu(a));
t('clip', () => tf.clipByValue(a, -1, 1));
t('div', () => tf.div(a, b));
t('dataSync', () => {
  a.dataSync();
  return tf.scalar(1);
});
const t16 = raw.slice(0, 65536),
  c = tf.tensor1d(t16),
  d = tf.tensor1d(t16);
t('mul 64k x16', () => {
  let r;
  for (let i = 0; i < 16; i++) {
    r?.dispose();
    r = tf.mul(c, d);
  }
  return r;
});
t('fused? prelu', () => tf.prelu(a, s));
