import { type Loss, type LossInputs, LossmithOptionError, type Parameters } from '@lossmith/core';
import type { KernelInputs } from '@lossmith/core/backend';
import { type Running, runBlocks, type Work } from './blocks.js';
import { type KernelResults, kernelState } from './create-kernel.js';
import type { WasmOptions } from './options.js';
import { examplesPerBlock } from './room.js';
import { type Results, resultsOf, workFor } from './run-module.js';
import { partOf, type SharedMemory, sharedMemory, takeBack } from './shared-arrays.js';
import { nodeModule, startThread, type Thread } from './thread.js';

export interface PoolOptions extends WasmOptions {
  /** How many threads share the work, the caller's included. Default: as many as the machine has processors. */
  readonly threads?: number;
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

/** Another thread, the memory it shares with this one, and the modules it has been sent. */
interface Helper {
  readonly thread: Thread;
  readonly memory: SharedMemory;
  readonly known: Set<string>;
}

const startHelper = (): Helper => ({ thread: startThread(), memory: sharedMemory(), known: new Set() });

/** Parts of about the same size, in whole blocks, the first ones for helpers, the last for this thread. */
function split({ plan }: Running, work: Work, count: number): readonly Work[] {
  const size = examplesPerBlock(plan, work.items);
  const blocks = Math.ceil(work.examples / size);
  const borders = Array.from({ length: count + 1 }, (_, k) =>
    Math.min(work.examples, Math.floor((blocks * k) / count) * size),
  );
  return borders.slice(1).map((border, k) => partOf(plan, work, borders[k] as number, border));
}

/** Sends work to a helper; what it wrote is in its place when that is done. */
async function delegate({ thread, memory, known }: Helper, running: Running, work: Work): Promise<void> {
  const { plan, module } = running;
  const key = plan.perExample.join();
  const shared = memory.share(plan, work);
  const sent = known.has(key) ? {} : { module, plan };
  known.add(key);
  await thread.run({ key, work: shared, ...sent });
  takeBack(work, shared);
}

async function runShared(running: Running, helpers: readonly Helper[], work: Work): Promise<void> {
  const parts = split(running, work, helpers.length + 1).filter(({ examples }) => examples > 0);
  const own = parts.at(-1);
  const others = parts.slice(0, -1).map((part, k) => delegate(helpers[k] as Helper, running, part));
  if (own !== undefined) runBlocks(running, own);
  await Promise.all(others);
}

/**
 * A kernel for large data, whose runs are shared by threads over SharedArrayBuffer: in browsers that needs a page that is isolated
 * from other origins. Where there is none, or with one thread, runs are done here.
 */
export function createKernelPool(loss: Loss, options: PoolOptions = {}): WasmKernelPool {
  const { threads = processors(), ...own } = options;
  const count = checkThreads(threads);
  const state = kernelState(loss, own);
  const helpers: Helper[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const helpersFor = (blocks: number): readonly Helper[] => {
    const wanted = typeof SharedArrayBuffer === 'undefined' ? 0 : Math.min(count, blocks) - 1;
    while (helpers.length < wanted) helpers.push(startHelper());
    return helpers.slice(0, Math.max(0, wanted));
  };
  const compute = async (inputs: KernelInputs, outputs: Results): Promise<Results> => {
    const { artifact } = state;
    const running = artifact.start(inputs);
    if (running === undefined) return artifact.run(inputs, outputs);
    const work = workFor(running, inputs, outputs);
    await runShared(running, helpersFor(work.totals.length), work);
    return resultsOf(running.plan, work, outputs);
  };
  return {
    async run(inputs, outputs = {}) {
      const prepared = state.prepare(inputs, outputs);
      const result = last.then(() => compute(prepared, outputs as Results));
      last = result.catch(() => undefined);
      return state.finish(prepared, await result);
    },
    update: (parameters) => state.update(parameters),
    dispose() {
      state.dispose();
      for (const { thread } of helpers.splice(0)) thread.stop();
    },
  };
}
