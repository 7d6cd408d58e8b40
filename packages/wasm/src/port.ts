import type { Worker as NodeWorker } from 'node:worker_threads';
import { nodeModule } from './node-module.js';
import type { Answer, Request } from './thread-messages.js';
import { workerSource } from './worker-source.js';

/** What is needed of a browser's Worker. */
export interface WebWorker {
  onmessage: ((event: MessageEvent) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
  postMessage(message: unknown): void;
  terminate(): void;
}

/** A worker of Node or of a browser, by what both can do. */
export interface Port {
  post(message: Request): void;
  stop(): void;
  /** Whether the process may not end meanwhile. */
  hold(busy: boolean): void;
}

type Heard = (answer: Answer) => void;
type Failed = (cause: unknown) => void;

type Threads = typeof import('node:worker_threads');

function nodePort({ Worker }: Threads, heard: Heard, failed: Failed): Port {
  const worker: NodeWorker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(workerSource)}`));
  worker.on('message', heard);
  worker.on('error', failed);
  worker.unref();
  return {
    post: (message) => worker.postMessage(message),
    stop: () => void worker.terminate(),
    hold: (busy) => (busy ? worker.ref() : worker.unref()),
  };
}

/** A worker from text, so that no bundler and no server has to know of a file. */
function workerFromText(): WebWorker {
  const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  return worker;
}

function webPort(worker: WebWorker, heard: Heard, failed: Failed): Port {
  worker.onmessage = ({ data }) => heard(data as Answer);
  worker.onerror = ({ message }) => failed(message || 'its script was not loaded');
  return { post: (message) => worker.postMessage(message), stop: () => worker.terminate(), hold: () => {} };
}

/** Starts a worker: the one given, or else one of the host's own kind. */
export function openPort(worker: (() => WebWorker) | undefined, heard: Heard, failed: Failed): Port {
  if (worker !== undefined) return webPort(worker(), heard, failed);
  const threads = nodeModule<Threads>('node:worker_threads');
  return threads === undefined ? webPort(workerFromText(), heard, failed) : nodePort(threads, heard, failed);
}
