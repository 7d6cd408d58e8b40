import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { startBackend } from './backend.js';
import { runExperiment } from './experiment.js';
import { loadFlights } from './flights.js';
import { OptionError, type Options, readOptions, usage } from './options.js';
import { startProgress } from './progress.js';
import { isLate } from './region.js';
import { drawPicture } from './report/picture.js';
import { renderReport } from './report/report.js';
import { collectResults, type Results } from './results.js';
import { findingsText, introduction, legend, resultsTable } from './terminal-text.js';

// pnpm runs the script in this folder, but the user means paths from where they stand.
const fromUser = (path: string) => resolve(process.env.INIT_CWD ?? '.', path);
const defaultFolder = join(import.meta.dirname, '../out');

function writeFile(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function printResults(results: Results, report: string): void {
  console.log(`${resultsTable(results)}${legend(results)}\n\n${findingsText(results)}\n\nReport: ${report}`);
}

async function run({ seeds, epochs, split, out, picture, json }: Options): Promise<void> {
  const plan = { seeds, epochs, split };
  const flights = loadFlights();
  const lateShare = flights.filter(({ score }) => isLate(score)).length / flights.length;
  if (!json) console.log(`${introduction(flights.length, lateShare)}\n`);

  await startBackend();
  const progress = startProgress(process.stderr, plan);
  const runs = runExperiment(flights, plan, progress.step);
  progress.stop();

  const results = collectResults(flights, plan, runs);
  const folder = out === undefined ? defaultFolder : fromUser(out);
  const resultsJson = `${JSON.stringify(results, null, 2)}\n`;
  writeFile(join(folder, 'results.json'), resultsJson);
  const report = writeFile(join(folder, 'report.html'), renderReport(flights, results));
  if (picture !== undefined)
    writeFile(
      fromUser(picture),
      drawPicture(
        results,
        flights.map(({ score }) => score),
      ),
    );
  if (json) process.stdout.write(resultsJson);
  else printResults(results, report);
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
