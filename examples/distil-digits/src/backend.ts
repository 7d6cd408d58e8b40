import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { enableProdMode, ready, setBackend } from '@tensorflow/tfjs-core';

/** The wasm backend of TensorFlow.js, with its modules from the installed package. */
export async function startBackend(): Promise<void> {
  enableProdMode();
  const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'));
  setWasmPaths(join(folder, 'wasm-out/'));
  await setBackend('wasm');
  await ready();
}
