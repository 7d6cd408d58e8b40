import { type Running, runBlocks, startModule } from './blocks.js';
import type { Plan } from './plan.js';
import { type Answer, nodeModule, type Request } from './thread.js';

const started = new Map<string, Running>();

function answerTo({ id, key, work, module, plan }: Request): Answer {
  try {
    if (module !== undefined) started.set(key, startModule(plan as Plan, module));
    runBlocks(started.get(key) as Running, work);
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
