import type { MemoryLayout } from './memory-layout.js';
import { instantiate, type ModuleInstance } from './module-instance.js';
import { nodeModule } from './node-module.js';
import { runBlocks } from './run-blocks.js';
import type { Answer, Request } from './thread-messages.js';

/** The worker of `createKernelPool`. scripts/worker-source.mjs makes worker-source.ts of this file and what it imports. */

const instances = new Map<string, ModuleInstance>();

function answerTo({ id, key, work, module, layout }: Request): Answer {
  try {
    if (module !== undefined) instances.set(key, instantiate(layout as MemoryLayout, module));
    runBlocks(instances.get(key) as ModuleInstance, work);
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
