import { type Loss, LossmithOptionError } from '@lossmith/core';
import {
  type DefaultOutput,
  type OutputName,
  type Precision,
  type QueuedKernel,
  queuedKernelOf,
} from '@lossmith/core/backend';
import { artifactOf } from './artifact.js';
import { type ArrayOf, resultArray, type WasmResults } from './create-kernel.js';
import { nodeModule } from './node-module.js';
import { programOf, type WasmOptions } from './options.js';
import type { WebWorker } from './port.js';
import type { Results } from './run-module.js';
import { threadPool } from './thread-pool.js';

export interface PoolOptions<Output extends OutputName = OutputName, Data extends Precision = Precision>
  extends WasmOptions<Output, Data> {
  /** How many threads share the work, the caller's included. Default: as many as the machine has processors. */
  readonly threads?: number;
  /**
   * Makes a worker that runs '@lossmith/wasm/worker', for pages whose content-security policy forbids workers from text ('worker-src blob:'):
   * `() => new Worker(new URL('./losses-worker.js', import.meta.url), { type: 'module' })`.
   */
  readonly worker?: () => WebWorker;
}

/**
 * A kernel whose runs are shared by threads. Its results are those of `createKernel`, to the last bit. Runs wait for each other. Data are taken when
 * `run` is called.
 */
export type WasmKernelPool<Output extends OutputName = OutputName, Data extends Precision = Precision> = QueuedKernel<
  Output,
  ArrayOf<Data>
>;

function processors(): number {
  const { navigator } = globalThis as { navigator?: { hardwareConcurrency?: number } };
  const os = nodeModule<{ availableParallelism(): number }>('node:os');
  return os?.availableParallelism() ?? navigator?.hardwareConcurrency ?? 1;
}

const mostThreads = 256;

function checkThreads(threads: unknown): number {
  if (Number.isInteger(threads) && (threads as number) > 0 && (threads as number) <= mostThreads)
    return threads as number;
  throw new LossmithOptionError('threads', `is ${String(threads)}`, `give a whole number from 1 to ${mostThreads}`);
}

function checkWorker(worker: unknown): (() => WebWorker) | undefined {
  if (worker === undefined || typeof worker === 'function') return worker as (() => WebWorker) | undefined;
  throw new LossmithOptionError('worker', `is ${String(worker)}`, 'give a function that returns a new Worker');
}

/**
 * A kernel for large data, whose runs are shared by threads over SharedArrayBuffer: in browsers that needs a page that is isolated
 * from other origins. Where there is none, or with one thread, runs are done here.
 */
export function createKernelPool<const Output extends OutputName = DefaultOutput, Data extends Precision = 'float32'>(
  loss: Loss,
  options: PoolOptions<Output, Data> = {},
): WasmKernelPool<Output, Data> {
  const program = programOf(loss, options, 'inputs', ['threads', 'worker']);
  const { threads = processors(), worker } = options;
  const pool = threadPool(checkThreads(threads), checkWorker(worker));
  const artifact = artifactOf(program);
  return queuedKernelOf<Output, ArrayOf<Data>>(loss, program, {
    array: resultArray<Data>(program.precision),
    readsAtOnce: true,
    execute: (call) => pool.run(artifact, call, call.outputs as Results) as Promise<WasmResults<Output, Data>>,
    dispose: () => pool.stop(),
  });
}
