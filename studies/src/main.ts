import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { replaceMarkedPart } from '@lossmith-examples/rank-films/marked-part';
import { overviewPart } from './overview.js';
import { readAll } from './read-all.js';
import { type AnyStudy, studies } from './studies.js';
import { type Part, runStudy, studyJson } from './study.js';

const usage = `Usage: study [NAME…] [--redraw]
  (nothing)   runs ${studies.map(({ name }) => name).join(', ')}; writes their results, tables and pictures
  NAME…       these alone
  --redraw    makes tables and pictures of the committed results, and trains nothing`;

const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

function writePart({ page, name, text }: Part): void {
  writeFileSync(
    here(page),
    name === undefined ? text : replaceMarkedPart(readFileSync(here(page), 'utf8'), name, text),
  );
}

async function resultsOf(study: AnyStudy, redraw: boolean): Promise<object> {
  if (redraw) return JSON.parse(readFileSync(here(study.file), 'utf8'));
  const results = await runStudy(study);
  mkdirSync(dirname(here(study.file)), { recursive: true });
  writeFileSync(here(study.file), studyJson(results));
  return results;
}

const redraw = process.argv.includes('--redraw');
const names = process.argv.slice(2).filter((word) => word !== '--redraw');
const unknown = names.find((name) => !studies.some((study) => study.name === name));
if (unknown !== undefined) {
  console.error(`There is no study '${unknown}'\n\n${usage}`);
  process.exitCode = 2;
} else {
  for (const study of studies.filter(({ name }) => names.length === 0 || names.includes(name)))
    for (const part of study.partsOf((await resultsOf(study, redraw)) as never)) writePart(part);
  writePart(overviewPart(readAll()));
}
