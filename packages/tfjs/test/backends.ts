import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll } from 'vitest';

const packageFile = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
setWasmPaths(`${dirname(packageFile)}/wasm-out/`);

export const backends = ['cpu', 'wasm'] as const;
export type BackendName = (typeof backends)[number];

/** Makes a tfjs backend the one in use for the tests of the surrounding describe. */
export function useBackend(name: BackendName): void {
  beforeAll(async () => {
    await tf.setBackend(name);
    await tf.ready();
  });
}
