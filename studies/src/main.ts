import { readFileSync, writeFileSync } from 'node:fs';
import { replaceMarkedPart } from '@lossmith-examples/rank-films/marked-part';
import { runSeed } from './experiment.js';
import { partsOf } from './pages.js';
import { ranNow } from './ran.js';
import { type Results, resultsJson } from './results.js';
import { tasks } from './tasks.js';

const SEEDS = 10;

const here = (path: string) => new URL(`../${path}`, import.meta.url);

function runAll(): Results {
  const runs = tasks.flatMap((task) =>
    Array.from({ length: SEEDS }, (_, k) => {
      console.error(`${task.name}: seed ${k + 1} of ${SEEDS}`);
      return runSeed(task, k + 1);
    }).flat(),
  );
  return { ran: ranNow(), seeds: SEEDS, runs };
}

const redraw = process.argv.includes('--redraw');
const results: Results = redraw ? JSON.parse(readFileSync(here('results.json'), 'utf8')) : runAll();
writeFileSync(here('results.json'), resultsJson(results));
for (const { page, name, text } of partsOf(results))
  writeFileSync(here(page), replaceMarkedPart(readFileSync(here(page), 'utf8'), name, text));
