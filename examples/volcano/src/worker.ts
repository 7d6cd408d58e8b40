import { parentPort, workerData } from 'node:worker_threads';
import { runSeed } from './experiment.js';
import type { Message, Share } from './parallel.js';
import { loadTerrain } from './terrain.js';

const terrain = loadTerrain();
const { seeds, strengths } = workerData as Share;
const send = (message: Message) => parentPort!.postMessage(message);

for (const seed of seeds) {
  const outcomes = runSeed(terrain, seed, strengths, () => send({ seed }));
  send({ seed, outcomes });
}
