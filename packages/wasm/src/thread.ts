import type { Worker as NodeWorker } from 'node:worker_threads';
import { LossmithError } from '@lossmith/core';
import type { Work } from './blocks.js';
import type { Plan } from './plan.js';

/** What a thread is asked: some work by a module, which is sent along the first time. */
export interface Request {
  readonly id: number;
  readonly key: string;
  readonly work: Work;
  readonly module?: WebAssembly.Module;
  readonly plan?: Plan;
}

/** What it answers when the work is done. */
export interface Answer {
  readonly id: number;
  readonly error?: string;
}

/** A thread that does work over shared arrays. */
export interface Thread {
  run(request: Omit<Request, 'id'>): Promise<void>;
  stop(): void;
}

type Threads = typeof import('node:worker_threads');

/** Node's own module of that name, without an import that bundlers for browsers would stumble over. */
export function nodeModule<Module>(name: string): Module | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  return process?.getBuiltinModule?.(name) as Module | undefined;
}

/** A worker of Node or of a browser, by what both can do. */
interface Port {
  post(message: Request): void;
  stop(): void;
  /** Whether the process may not end meanwhile. */
  hold(busy: boolean): void;
}

type Listener = (answer: Answer) => void;

function nodePort({ Worker }: Threads, url: URL, heard: Listener, failed: (cause: unknown) => void): Port {
  const worker: NodeWorker = new Worker(url);
  worker.on('message', heard);
  worker.on('error', failed);
  worker.unref();
  return {
    post: (message) => worker.postMessage(message),
    stop: () => void worker.terminate(),
    hold: (busy) => (busy ? worker.ref() : worker.unref()),
  };
}

function openPort(heard: Listener, failed: (cause: unknown) => void): Port {
  const threads = nodeModule<Threads>('node:worker_threads');
  if (threads !== undefined) return nodePort(threads, new URL('./worker.js', import.meta.url), heard, failed);
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }) => heard(data as Answer);
  worker.onerror = ({ message }) => failed(message || 'the file worker.js could not be loaded');
  return { post: (message) => worker.postMessage(message), stop: () => worker.terminate(), hold: () => {} };
}

const threadError = (cause: unknown): LossmithError => {
  const text = cause instanceof Error ? cause.message : String(cause);
  return new LossmithError(
    'thread',
    `a thread of the kernel pool failed: ${text}`,
    'or use createKernel, which has none',
  );
};

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: LossmithError) => void;
}

export function startThread(): Thread {
  const waiting = new Map<number, Waiting>();
  let broken: LossmithError | undefined;
  let count = 0;
  const settle = (id: number, error?: LossmithError) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) port.hold(false);
    if (error === undefined) one?.resolve();
    else one?.reject(error);
  };
  const port = openPort(
    ({ id, error }) => settle(id, error === undefined ? undefined : threadError(error)),
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
    stop: () => {
      port.stop();
      broken = threadError('it was stopped');
      for (const id of [...waiting.keys()]) settle(id, broken);
    },
  };
}
