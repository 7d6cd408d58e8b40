import { type Loss, type LossInputs, LossmithOptionError, type Parameters } from '@lossmith/core';
import { type KernelResults, kernelState } from './create-kernel.js';
import { nodeModule } from './node-module.js';
import type { WasmOptions } from './options.js';
import type { WebWorker } from './port.js';
import type { Results } from './run-module.js';
import { threadPool } from './thread-pool.js';

export interface PoolOptions extends WasmOptions {
  /** How many threads share the work, the caller's included. Default: as many as the machine has processors. */
  readonly threads?: number;
  /**
   * Makes a worker that runs '@lossmith/wasm/worker', for pages whose content-security policy forbids workers from text ('worker-src blob:'):
   * `() => new Worker(new URL('./losses-worker.js', import.meta.url), { type: 'module' })`.
   */
  readonly worker?: () => WebWorker;
}

/** A kernel whose runs are shared by threads. Its results are those of `createKernel`, to the last bit. */
export interface WasmKernelPool {
  /** Runs of one pool wait for each other. Arrays on SharedArrayBuffers are used where they are, others are copied. */
  run(inputs: LossInputs, outputs?: KernelResults): Promise<KernelResults>;
  update(parameters: Parameters): void;
  /** Stops the threads. */
  dispose(): void;
}

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
export function createKernelPool(loss: Loss, options: PoolOptions = {}): WasmKernelPool {
  const { threads = processors(), worker, ...own } = options;
  const pool = threadPool(checkThreads(threads), checkWorker(worker));
  const state = kernelState(loss, own, ['threads', 'worker']);
  let last: Promise<unknown> = Promise.resolve();
  return {
    async run(inputs, outputs = {}) {
      const prepared = state.prepare(inputs, outputs);
      const result = last.then(() => pool.run(state.artifact, prepared, outputs as Results));
      last = result.catch(() => undefined);
      return state.finish(prepared, await result);
    },
    update: (parameters) => state.update(parameters),
    dispose() {
      state.dispose();
      pool.stop();
    },
  };
}
