import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startBackend } from '@lossmith-examples/flight-delays/backend';
import { replaceMarkedPart } from '@lossmith-examples/rank-films/marked-part';
import { type Plan, type Run, runExperiment } from './experiment.js';
import { differencesOf, pictureOf, tableOf } from './report.js';

const usage = `Usage: demo [--quick | --write | --redraw]
  (nothing)   all seeds; prints the tables
  --quick     one seed, 1,000 digits, one epoch, one setting of each loss: only to see that it runs
  --write     also writes results.json, the tables of README.md and picture.svg
  --redraw    makes the tables and the picture of results.json, and trains nothing`;

const full: Plan = { seeds: 5, digits: 6000, epochs: 10, teacherEpochs: 12, settings: 4 };
const quick: Plan = { seeds: 1, digits: 1000, epochs: 1, teacherEpochs: 1, settings: 1 };
const file = (name: string) => join(import.meta.dirname, '..', name);

function write(runs: readonly Run[]): void {
  writeFileSync(file('results.json'), `${JSON.stringify(runs, null, 2)}\n`);
  writeFileSync(file('picture.svg'), pictureOf(runs));
  const readme = replaceMarkedPart(readFileSync(file('README.md'), 'utf8'), 'table', tableOf(runs));
  writeFileSync(file('README.md'), replaceMarkedPart(readme, 'differences', differencesOf(runs)));
}

async function runsOf(option: string): Promise<readonly Run[]> {
  if (option === '--redraw') return JSON.parse(readFileSync(file('results.json'), 'utf8'));
  await startBackend();
  return runExperiment(option === '--quick' ? quick : full, (text) => console.error(text));
}

const option = process.argv[2] ?? '';
if (!['', '--quick', '--write', '--redraw'].includes(option) || process.argv.length > 3) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const runs = await runsOf(option);
  if (option === '--write' || option === '--redraw') write(runs);
  console.log(`${tableOf(runs)}\n${differencesOf(runs)}`);
  console.error(`${(process.cpuUsage().user / 1e6).toFixed(0)} s of CPU`);
}
