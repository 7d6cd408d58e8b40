import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const steps = 8_000_000;

/** Arithmetic that touches no memory. */
function turn() {
  let x = 1.0001;
  for (let k = 0; k < steps; k += 1) x = x * 1.0000001 + 1e-9;
  return x;
}

/** The same arithmetic by one thread and by two, where nothing is copied and no message is waited for: what the machine gives at best. */
export async function arithmeticAlone() {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL(import.meta.url), { workerData: shared });
  await new Promise((resolve) => worker.once('message', resolve));
  let round = 0;
  const candidates = {
    one() {
      turn();
      turn();
    },
    two() {
      round += 1;
      Atomics.store(shared, 1, 0);
      Atomics.store(shared, 0, round);
      Atomics.notify(shared, 0);
      turn();
      Atomics.wait(shared, 1, 0);
    },
  };
  return { candidates, dispose: () => worker.terminate() };
}

if (!isMainThread && workerData instanceof Int32Array) {
  turn();
  parentPort.postMessage('ready');
  for (let last = 0; ; ) {
    Atomics.wait(workerData, 0, last);
    last = Atomics.load(workerData, 0);
    turn();
    Atomics.store(workerData, 1, 1);
    Atomics.notify(workerData, 1);
  }
}
