import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Outcome, Plan } from './experiment.js';

/** What a worker is to do. */
export interface Share {
  readonly seeds: readonly number[];
  readonly strengths: readonly number[];
}

/** What a worker says: one more run of a seed is done, or all of them are. */
export interface Message {
  readonly seed: number;
  readonly outcomes?: readonly Outcome[];
}

function runWorker(share: Share, onMessage: (message: Message) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./start-worker.mjs', import.meta.url), { workerData: share });
    worker.on('message', onMessage);
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with code ${code}`))));
  });
}

/** All seeds in as many workers as there are processors. A seed's figures do not depend on which worker had it. */
export async function runPlan({ seeds, strengths }: Plan, onRun: (seed: number) => void): Promise<readonly Outcome[]> {
  const workers = Math.min(seeds, availableParallelism());
  const found: (readonly Outcome[])[] = [];
  const take = ({ seed, outcomes }: Message) => {
    if (outcomes === undefined) onRun(seed);
    else found[seed - 1] = outcomes;
  };
  const all = Array.from({ length: seeds }, (_, k) => k + 1);
  const shares = Array.from({ length: workers }, (_, worker) => all.filter((seed) => seed % workers === worker));
  await Promise.all(shares.map((share) => runWorker({ seeds: share, strengths }, take)));
  return found.flat();
}
