import type { HostInputs } from '@lossmith/core/backend';
import type { Artifact } from './artifact.js';
import type { WebWorker } from './port.js';
import { runBlocks, type Work } from './run-blocks.js';
import { type Results, type RunningModule, resultsOf, workFor } from './run-module.js';
import { type SharedMemory, sharedMemory, takeBack } from './shared-arrays.js';
import { splitWork } from './split-work.js';
import { startThread, type Thread } from './thread.js';

/** Another thread, the memory it shares with this one, and the modules it has been sent. */
interface Helper {
  readonly thread: Thread;
  readonly memory: SharedMemory;
  readonly known: Set<string>;
}

/** Sends work to a helper; what it wrote is where it belongs when that is done. */
async function delegate({ thread, memory, known }: Helper, { spec, instance }: RunningModule, work: Work) {
  const { layout, module } = instance;
  const key = spec.perExample.join();
  const shared = memory.share(layout, work);
  const sent = known.has(key) ? {} : { module, layout };
  known.add(key);
  await thread.run({ key, work: shared, ...sent });
  takeBack(work, shared);
}

/** Helpers take the first parts, this thread the last one. All data are read before this first waits, except where they are shared. */
async function runShared(running: RunningModule, helpers: readonly Helper[], work: Work): Promise<void> {
  const { layout } = running.instance;
  const parts = splitWork(layout, work, helpers.length + 1);
  const own = parts.at(-1);
  const others = parts.slice(0, -1).map((part, k) => delegate(helpers[k] as Helper, running, part));
  if (own !== undefined) runBlocks(running.instance, own);
  await Promise.all(others);
}

/** Threads that share the runs of one artifact. */
export interface ThreadPool {
  run(artifact: Artifact, inputs: HostInputs, outputs: Results): Promise<Results>;
  /** Stops the threads. */
  stop(): void;
}

/** At most so many threads, this one included; others are started when there is work for them. */
export function threadPool(count: number, worker: (() => WebWorker) | undefined): ThreadPool {
  const helpers: Helper[] = [];
  const helpersFor = (blocks: number): readonly Helper[] => {
    const wanted = typeof SharedArrayBuffer === 'undefined' ? 0 : Math.max(0, Math.min(count, blocks) - 1);
    while (helpers.length < wanted)
      helpers.push({ thread: startThread(worker), memory: sharedMemory(), known: new Set() });
    return helpers.slice(0, wanted);
  };
  return {
    async run(artifact, inputs, outputs) {
      const running = artifact.start(inputs);
      if (running === undefined) return artifact.compute(inputs, outputs);
      const work = workFor(running, inputs, outputs);
      await runShared(running, helpersFor(work.totals.length), work);
      return resultsOf(running.spec, work, outputs);
    },
    stop() {
      for (const { thread } of helpers.splice(0)) thread.stop();
    },
  };
}
