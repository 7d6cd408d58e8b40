import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { runSeed } from './experiment.js';
import { resultsJson } from './results.js';
import { tasks } from './tasks.js';

const SEEDS = 10;

const runs = tasks.flatMap((task) =>
  Array.from({ length: SEEDS }, (_, k) => {
    console.error(`${task.name}: seed ${k + 1} of ${SEEDS}`);
    return runSeed(task, k + 1);
  }).flat(),
);
const { user, system } = process.cpuUsage();
const ran = {
  date: new Date().toISOString().slice(0, 10),
  machine: cpus()[0]!.model,
  node: process.version,
  cpuSeconds: Math.round((user + system) / 1e6),
};
writeFileSync(new URL('../results.json', import.meta.url), resultsJson({ ran, seeds: SEEDS, runs }));
