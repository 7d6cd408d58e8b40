import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { replaceMarkedPart } from '@lossmith-examples/rank-films/marked-part';
import { expectedText } from './expected.js';
import type { Plan } from './experiment.js';
import { markdownOf } from './markdown.js';
import { OptionError, type Options, readOptions, usage } from './options.js';
import { runPlan } from './parallel.js';
import { startProgress } from './progress.js';
import { drawPicture } from './report/picture.js';
import { renderReport } from './report/report.js';
import { collectResults, type Results } from './results.js';
import { resultsJson } from './results-json.js';
import { errorRows } from './rows.js';
import { introduction, resultsText } from './terminal-text.js';
import { loadTerrain, type Terrain } from './terrain.js';

const here = (path: string) => join(import.meta.dirname, '..', path);
// pnpm runs the script in this folder, but the user means paths from where they stand.
const fromUser = (path: string) => resolve(process.env.INIT_CWD ?? '.', path);

function writeFile(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function trainAll(terrain: Terrain, plan: Plan): Promise<Results> {
  const progress = startProgress(process.stderr, plan);
  const outcomes = await runPlan(plan, progress.step);
  progress.stop();
  return collectResults(terrain, plan, outcomes);
}

function replaceIn(readme: string, part: string, text: string): void {
  writeFile(readme, replaceMarkedPart(readFileSync(readme, 'utf8'), part, text));
}

/** What docs and READMEs show; tests compare it with results.json. */
function writeCommitted(terrain: Terrain, results: Results): void {
  const table = markdownOf(errorRows(results, 'matters'));
  writeFile(here('results.json'), resultsJson(results));
  writeFile(here('../../docs/volcano.svg'), drawPicture(terrain, results));
  replaceIn(here('README.md'), 'demo table', table);
  replaceIn(here('README.md'), 'expected', expectedText(results));
  replaceIn(here('../../README.md'), 'demo table', table);
}

async function run({ plan, out, write, redraw }: Options): Promise<void> {
  const terrain = loadTerrain();
  console.log(`${introduction(terrain)}\n`);
  const results: Results = redraw
    ? JSON.parse(readFileSync(here('results.json'), 'utf8'))
    : await trainAll(terrain, plan);
  const folder = out === undefined ? here('out') : fromUser(out);
  writeFile(join(folder, 'results.json'), resultsJson(results));
  const report = writeFile(join(folder, 'report.html'), renderReport(terrain, results));
  if (write) writeCommitted(terrain, results);
  console.log(`${resultsText(results)}\n\nReport: ${report}`);
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else await run(options);
} catch (error) {
  if (!(error instanceof OptionError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
