import { readFileSync, writeFileSync } from 'node:fs';
import { replaceMarkedPart } from '@lossmith-examples/rank-films/marked-part';
import { ranNow } from '../ran.js';
import { type Results, resultsJson } from '../results.js';
import { prepare, type Run, runSeed } from './experiment.js';
import { partsOf } from './pages.js';
import { readWords } from './vectors.js';

const SEEDS = 6;
const FILE = 'words.json';

const here = (path: string) => new URL(`../../${path}`, import.meta.url);

function runAll(): Results<Run> {
  const [words, prepared] = [readWords(), prepare()];
  const runs = Array.from({ length: SEEDS }, (_, k) => {
    console.error(`words: seed ${k + 1} of ${SEEDS}`);
    return runSeed(words, k + 1, prepared);
  }).flat();
  return { ran: ranNow(), seeds: SEEDS, runs };
}

const redraw = process.argv.includes('--redraw');
const results: Results<Run> = redraw ? JSON.parse(readFileSync(here(FILE), 'utf8')) : runAll();
writeFileSync(here(FILE), resultsJson(results));
for (const { page, name, text } of partsOf(results))
  writeFileSync(here(page), replaceMarkedPart(readFileSync(here(page), 'utf8'), name, text));
