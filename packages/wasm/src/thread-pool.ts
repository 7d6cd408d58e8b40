import type { HostInputs } from '@lossmith/core/backend';
import type { Artifact } from './artifact.js';
import { type BlockRing, blockRing, type Feed, feedOf, fits, messageOf } from './block-ring.js';
import type { ModuleSpec } from './module-spec.js';
import type { WebWorker } from './port.js';
import { blockRunner, type Work } from './run-blocks.js';
import { type Results, type RunningModule, resultsOf, workFor } from './run-module.js';
import { startThread, type Thread } from './thread.js';
import { slotCount } from './thread-messages.js';
import { writeModule } from './write-module.js';

/** Another thread, and the memory that it was told to work on, by a module of this specification. */
interface Helper {
  readonly thread: Thread;
  ring: BlockRing | undefined;
  spec: ModuleSpec | undefined;
}

const modules = new WeakMap<ModuleSpec, WebAssembly.Module>();

/** The module of a specification for memory that threads share. */
function sharedModule(spec: ModuleSpec): WebAssembly.Module {
  const module = modules.get(spec) ?? new WebAssembly.Module(writeModule(spec, true));
  modules.set(spec, module);
  return module;
}

/** A helper at work. */
interface Busy {
  readonly feed: Feed;
  readonly finished: Promise<void>;
}

/** Calls a helper to some work; blocks are handed over by the feed. */
function call(helper: Helper, { spec, instance }: RunningModule, work: Work): Busy {
  const known = helper.spec === spec && helper.ring !== undefined && fits(helper.ring, work);
  const ring = known ? (helper.ring as BlockRing) : blockRing(instance.layout, work);
  const feed = feedOf(ring, work);
  const finished = helper.thread.run({ ring: known ? undefined : messageOf(ring, sharedModule(spec)) });
  Object.assign(helper, { ring, spec });
  return { feed, finished };
}

/**
 * Helpers take blocks from the front, this thread from the end; in between it hands over and takes back. Towards the end helpers have fewer blocks to wait for, so that
 * all are ready at once.
 */
function workAlong(running: RunningModule, feeds: readonly Feed[], work: Work): void {
  const runBlock = blockRunner(running.instance, work);
  let [front, back] = [0, work.totals.length];
  const share = () => Math.min(slotCount, Math.ceil((back - front) / (feeds.length + 1)));
  while (front < back) {
    for (const feed of feeds)
      for (let waiting = feed.waiting(); waiting < share(); waiting += 1) {
        feed.add(front);
        front += 1;
      }
    if (front === back) break;
    back -= 1;
    runBlock(back);
  }
}

/** All data are read before this first waits. */
async function runShared(running: RunningModule, helpers: readonly Helper[], work: Work): Promise<void> {
  const busy = helpers.map((helper) => call(helper, running, work));
  const feeds = busy.map(({ feed }) => feed);
  try {
    workAlong(running, feeds, work);
  } finally {
    for (const feed of feeds) feed.end();
  }
  await Promise.all(busy.map(({ finished }) => finished));
  for (const feed of feeds) feed.waiting();
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
    while (helpers.length < wanted) helpers.push({ thread: startThread(worker), ring: undefined, spec: undefined });
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
