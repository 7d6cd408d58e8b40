import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { ExactFile } from './exact/exact-values.js';
import type { Report } from './report/report.js';
import type { Subject } from './subject.js';

const usage = `lossmith-conformance FILE [options]
lossmith-conformance new NAME    starts a package for a backend of your own in the folder lossmith-NAME

FILE is a module whose default export is a subject { backend, run, precision, … }, a list of them, or a function that
returns (a promise of) either.

  --quick            a part of the cases, in seconds
  --only TEXT        only cases whose id holds TEXT, such as 'values/golden' or 'sinh'
  --values FILE      a JSON file of more exact values (scripts/generate.py --random writes one); may be repeated
  --markdown FILE    writes the reports as Markdown
  --json FILE        writes the reports as JSON
  --accuracy FILE    writes the largest errors of the whole kit, the figures that testBackend compares with
  --faults N         how many faults of a case to print (default 3)
  --help`;

const options = {
  quick: { type: 'boolean' },
  only: { type: 'string' },
  values: { type: 'string', multiple: true },
  markdown: { type: 'string' },
  json: { type: 'string' },
  accuracy: { type: 'string' },
  faults: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const writeJson = (file: string, data: unknown) => writeFileSync(file, `${JSON.stringify(data, null, 2)}\n`);

async function subjectsOf(file: string): Promise<readonly Subject[]> {
  const module = await import(pathToFileURL(resolve(file)).href);
  const given = typeof module.default === 'function' ? await module.default() : module.default;
  const list: readonly Subject[] = Array.isArray(given) ? given : [given];
  const isSubject = (one: Partial<Subject> | undefined) => one?.backend !== undefined && typeof one.run === 'function';
  if (list.length > 0 && list.every(isSubject)) return list;
  throw new Error(`${file} has no default export { backend, run, precision }: see docs/adding-a-backend.md`);
}

function showProgress(name: string) {
  if (!process.stderr.isTTY) return {};
  return {
    onCase: (_: unknown, done: number, count: number) => {
      process.stderr.write(`\r${name}: ${done} of ${count} cases${done === count ? '\r\u001b[K' : ''}`);
    },
  };
}

async function main(): Promise<void> {
  const { values: given, positionals } = parseArgs({ options, allowPositionals: true });
  const [file, ...others] = positionals;
  if (given.help) {
    process.exitCode = 0;
    return console.log(usage);
  }
  if (file === undefined || others.length > 0) throw new Error(`give one FILE\n\n${usage}`);
  const faultsPerCase = Number(given.faults ?? 3);
  if (!Number.isInteger(faultsPerCase) || faultsPerCase < 0)
    throw new Error(`--faults must be a whole number, got ${given.faults}`);
  const partial = given.quick === true || given.only !== undefined;
  if (given.accuracy !== undefined && partial)
    throw new Error('--accuracy needs the whole kit: leave --quick and --only out');
  const values = Object.fromEntries((given.values ?? []).map((path) => [path, readJson(path) as ExactFile]));
  const reports: Report[] = [];
  const subjects = await subjectsOf(file);
  // Half a second of exact values: not before all that was given is right.
  const { accuracyOf, checkBackend, reportMarkdown, reportText } = await import('./index.js');
  for (const subject of subjects) {
    const start = performance.now();
    const settings = { quick: given.quick === true, ...(given.only === undefined ? {} : { only: given.only }), values };
    const report = await checkBackend(subject, { ...settings, ...showProgress(subject.backend.name) });
    reports.push(report);
    console.log(`${reportText(report, { faultsPerCase })}, ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
  }
  if (given.json !== undefined) writeJson(given.json, reports);
  if (given.markdown !== undefined) writeFileSync(given.markdown, `${reports.map(reportMarkdown).join('\n\n')}\n`);
  if (given.accuracy !== undefined) writeJson(given.accuracy, reports.map(accuracyOf));
  process.exitCode = reports.every(({ passed }) => passed) ? 0 : 1;
}

// Node ends, with 0, where nothing is left to wait for but a promise that no one settles: a lost device must not look like success.
process.exitCode = 2;
let settled = false;
process.on('beforeExit', () => {
  if (!settled) console.error('The kit did not come to its end: a promise of run, emit or dispose was never settled.');
});

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  })
  .finally(() => {
    settled = true;
  });
