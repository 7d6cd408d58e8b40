import type { ModuleFunction } from './module-instance.js';
import { nodeModule } from './node-module.js';
import {
  type Answer,
  doneWord,
  examplesWord,
  fedWord,
  type Request,
  type RingMessage,
  wordCount,
} from './thread-messages.js';

/** The worker of `createKernelPool`. scripts/worker-source.mjs makes worker-source.ts of this file and what it imports. */

/** Works on blocks as they come, until it is told that these were all. */
function workerOf({ module, memory, items, addresses }: RingMessage): () => void {
  const { run } = new WebAssembly.Instance(module, { lossmith: { memory } }).exports as { run: ModuleFunction };
  const words = new Int32Array(memory.buffer, 0, wordCount);
  return () => {
    for (let done = 0; ; ) {
      const fed = Atomics.load(words, fedWord);
      if (fed >> 1 > done) {
        const slot = done % addresses.length;
        run(words[examplesWord + slot] as number, items, ...(addresses[slot] as readonly number[]));
        done += 1;
        Atomics.store(words, doneWord, done);
      } else if (fed % 2 === 1) return;
      else Atomics.wait(words, fedWord, fed);
    }
  };
}

let work: (() => void) | undefined;

function answerTo({ id, ring }: Request): Answer {
  try {
    if (ring !== undefined) work = workerOf(ring);
    work?.();
    return { id };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

interface Port {
  on?(event: 'message', heard: (request: Request) => void): void;
  onmessage?: (event: { data: Request }) => void;
  postMessage(answer: Answer): void;
}

const nodePort = nodeModule<{ parentPort: Port | null }>('node:worker_threads')?.parentPort;
if (nodePort != null) nodePort.on?.('message', (request) => nodePort.postMessage(answerTo(request)));
else {
  const scope = globalThis as unknown as Port;
  scope.onmessage = ({ data }) => scope.postMessage(answerTo(data));
}
