import { createRequire } from 'node:module';
import { dirname } from 'node:path';
const require = createRequire(import.meta.url);
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')) + '/wasm-out/');
await tf.setBackend('wasm');
await tf.ready();
const a = tf.tensor(new Float32Array(8192), [8192, 1, 1]),
  s = tf.scalar(0.5),
  a1 = tf.tensor1d(new Float32Array(8192));
const t = (name, f) => {
  for (let i = 0; i < 200; i++) f().dispose();
  const t0 = performance.now();
  for (let i = 0; i < 500; i++) f().dispose();
  console.log(name, ((performance.now() - t0) * 2).toFixed(1), 'us');
};
t('scalar', () => tf.scalar(0.5));
t('mul', () => tf.mul(a, a));
t('mul1', () => tf.mul(a1, a1));
t('muls', () => tf.mul(a, s));
t('neg', () => tf.neg(a));
t('clip', () => tf.clipByValue(a, -1, 1));
t('sigmoid', () => tf.sigmoid(a));
t('elu', () => tf.elu(a));
t('relu', () => tf.relu(a));
t('abs', () => tf.abs(a));
t('div', () => tf.div(a, a));
t('reshape', () => tf.reshape(a, [8192]));
t('muln', () => tf.mul(a, 0.5));
t('sub s a', () => tf.sub(s, a));
