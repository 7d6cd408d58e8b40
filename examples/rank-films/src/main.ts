import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Plan, type Run, runExperiment } from './experiment.js';
import { loadFilms } from './films.js';
import { replaceMarkedPart } from './marked-part.js';
import { choicesOf, pictureOf, tableOf } from './report.js';

const usage = `Usage: demo [--quick | --write | --redraw]
  (nothing)   all seeds; prints the table
  --quick     one seed, two epochs, two settings of each loss: only to see that it runs
  --write     also writes results.json, the tables of README.md and picture.svg
  --redraw    makes the tables and the picture of results.json, and trains nothing`;

const full: Plan = { seeds: 8, epochs: 20, settings: 8 };
const quick: Plan = { seeds: 1, epochs: 2, settings: 2 };
const file = (name: string) => join(import.meta.dirname, '..', name);

function write(runs: readonly Run[]): void {
  writeFileSync(file('results.json'), `${JSON.stringify(runs, null, 2)}\n`);
  writeFileSync(file('picture.svg'), pictureOf(runs));
  const readme = replaceMarkedPart(readFileSync(file('README.md'), 'utf8'), 'table', tableOf(runs));
  writeFileSync(file('README.md'), replaceMarkedPart(readme, 'choices', choicesOf(runs)));
}

const option = process.argv[2] ?? '';
if (!['', '--quick', '--write', '--redraw'].includes(option) || process.argv.length > 3) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const runs: readonly Run[] =
    option === '--redraw'
      ? JSON.parse(readFileSync(file('results.json'), 'utf8'))
      : runExperiment(loadFilms(), option === '--quick' ? quick : full, (text) => console.error(text));
  if (option === '--write' || option === '--redraw') write(runs);
  console.log(`${tableOf(runs)}\n${choicesOf(runs)}`);
  console.error(`${(process.cpuUsage().user / 1e6).toFixed(0)} s of CPU`);
}
