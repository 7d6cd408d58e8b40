import { readFileSync, writeFileSync } from 'node:fs';
import { replaceMarkedPart } from '@lossmith-examples/rank-films/marked-part';
import { ranNow } from '../ran.js';
import { type Results, resultsJson } from '../results.js';
import { prepare, type Run, runSeed } from './experiment.js';
import { PICTURE, partsOf } from './pages.js';
import { drawPicture } from './picture.js';
import { rewards } from './rewards.js';

const SEEDS = 10;
const FILE = 'preferences.json';

const here = (path: string) => new URL(`../../${path}`, import.meta.url);

function runAll(): Results<Run> {
  const prepared = prepare();
  const runs = rewards.flatMap((reward) =>
    Array.from({ length: SEEDS }, (_, k) => {
      console.error(`${reward.id}: seed ${k + 1} of ${SEEDS}`);
      return runSeed(reward, k + 1, prepared);
    }).flat(),
  );
  return { ran: ranNow(), seeds: SEEDS, runs };
}

const redraw = process.argv.includes('--redraw');
const results: Results<Run> = redraw ? JSON.parse(readFileSync(here(FILE), 'utf8')) : runAll();
writeFileSync(here(FILE), resultsJson(results));
writeFileSync(here(PICTURE), drawPicture(results));
for (const { page, name, text } of partsOf(results))
  writeFileSync(here(page), replaceMarkedPart(readFileSync(here(page), 'utf8'), name, text));
