import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers'; // registers the gradients that formulas as typed need

const packageFile = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
setWasmPaths(`${dirname(packageFile)}/wasm-out/`);

export const versions = { 'TensorFlow.js': JSON.parse(readFileSync(packageFile, 'utf8')).version };

export const scores = (count, shift) =>
  Float32Array.from({ length: count }, (_, k) => 3 * Math.sin(k * 0.37 + shift) + shift);

/** Target and prediction of this shape as tensors of a backend of TensorFlow.js, and what disposes of them. */
export async function tensorsOn(backend, shape) {
  await tf.setBackend(backend);
  await tf.ready();
  const count = shape.reduce((product, length) => product * length, 1);
  const [yTrue, yPred] = [0, 0.2].map((shift) => tf.tensor(scores(count, shift), shape));
  return { yTrue, yPred, dispose: () => tf.dispose([yTrue, yPred]) };
}
