import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-cpu';
import type { Loss } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { compileTfjs, type TfjsOptions } from '../src/compile-tfjs.ts';
import type { TfjsExecution } from '../src/program-runner.ts';

const packageFile = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
setWasmPaths(`${dirname(packageFile)}/wasm-out/`);

export const backends = ['cpu', 'wasm'] as const;
export type BackendName = (typeof backends)[number];

/** On each backend by ops and by WebAssembly; a quick run has each backend and each execution once. */
export const ways = backends
  .flatMap((backend) => (['ops', 'wasm'] as const).map((execution) => [backend, execution] as const))
  .filter(([backend, execution]) => whole || (backend === 'cpu') === (execution === 'ops'));

/** Compiles losses to be computed one way. */
export const compileBy =
  (execution: TfjsExecution) =>
  (loss: Loss, options: TfjsOptions = {}) =>
    compileTfjs(loss, { execution, ...options });

/** Makes a tfjs backend the one in use for the tests of the surrounding describe. */
export function useBackend(name: BackendName): void {
  beforeAll(async () => {
    await tf.setBackend(name);
    await tf.ready();
  });
}
