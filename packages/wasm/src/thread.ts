import { isLossmithError, LossmithError } from '@lossmith/core';
import { openPort, type Port, type WebWorker } from './port.js';
import type { Request } from './thread-messages.js';

/** A thread that does work over shared arrays. */
export interface Thread {
  run(request: Omit<Request, 'id'>): Promise<void>;
  stop(): void;
}

const advice =
  "allow 'worker-src blob:' where a content-security policy forbids it, give the option worker (see the README of @lossmith/wasm), or use createKernel";

const threadError = (cause: unknown): LossmithError => {
  if (isLossmithError(cause)) return cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  return new LossmithError('thread', `a thread of the kernel pool failed: ${text}`, advice);
};

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: LossmithError) => void;
}

/** Requests that wait for their answers, by number. */
function waitingList() {
  const waiting = new Map<number, Waiting>();
  const settle = (id: number, error: LossmithError | undefined) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) one?.resolve();
    else one?.reject(error);
  };
  return { waiting, settle };
}

function open(...args: Parameters<typeof openPort>): Port {
  try {
    return openPort(...args);
  } catch (error) {
    throw threadError(error);
  }
}

export function startThread(worker: (() => WebWorker) | undefined): Thread {
  const { waiting, settle } = waitingList();
  let broken: LossmithError | undefined;
  let count = 0;
  const port = open(
    worker,
    ({ id, error }) => {
      settle(id, error === undefined ? undefined : threadError(error));
      if (waiting.size === 0) port.hold(false);
    },
    (cause) => {
      broken = threadError(cause);
      for (const id of [...waiting.keys()]) settle(id, broken);
    },
  );
  return {
    run: (request) =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) return reject(broken);
        count += 1;
        waiting.set(count, { resolve, reject });
        port.hold(true);
        port.post({ ...request, id: count });
      }),
    stop: () => port.stop(),
  };
}
