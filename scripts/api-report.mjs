import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CompilerState, Extractor, ExtractorConfig } from '@microsoft/api-extractor';

const root = fileURLToPath(new URL('..', import.meta.url));
const usage = `node scripts/api-report.mjs [FOLDER]   compares FOLDER/api with the declarations in FOLDER/dist
node scripts/api-report.mjs --write    writes the reports of all packages/*`;

/** The declarations of each entry point that package.json exports, by the name of its report. */
function entryPoints(folder) {
  const { exports: exported } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const typed = Object.entries(exported).filter(([, entry]) => entry.types !== undefined);
  return typed.map(([path, { types }]) => ({
    report: `${path === '.' ? 'index' : path.slice(2).replaceAll('/', '-')}.api.md`,
    declarations: join(folder, types),
  }));
}

/** What is not exported but stands in the type of something that is, is in the report too: users depend on its shape. */
function configuration(folder, temporary, { report, declarations }) {
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: declarations,
      compiler: { tsconfigFilePath: join(folder, 'tsconfig.build.json') },
      apiReport: {
        enabled: true,
        includeForgottenExports: true,
        reportFileName: report,
        reportFolder: join(folder, 'api'),
        reportTempFolder: temporary,
      },
      newlineKind: 'lf',
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, 'package.json'),
  });
}

/** Errors of the declarations and what changed in a report are printed; that a report changed is said once, below. */
function onMessage(message) {
  const said = message.logLevel === 'error' || message.messageId === 'console-api-report-diff';
  message.handled = true;
  if (said) console.error(message.text);
}

/** Reports that belong to no entry point. */
const leftOver = (folder, entries) =>
  readdirSync(join(folder, 'api')).filter((name) => !entries.some(({ report }) => report === name));

/** The reports that are not what the declarations say; with `write` they are made so. */
function outdated(folder, write) {
  const entries = entryPoints(folder);
  const temporary = mkdtempSync(join(tmpdir(), 'lossmith-api-'));
  mkdirSync(join(folder, 'api'), { recursive: true });
  const configurations = entries.map((entry) => configuration(folder, temporary, entry));
  const additionalEntryPoints = entries.map(({ declarations }) => declarations);
  const compilerState = CompilerState.create(configurations[0], { additionalEntryPoints });
  const options = { localBuild: write, compilerState, messageCallback: onMessage, printApiReportDiff: !write };
  const results = configurations.map((one) => ({ one, result: Extractor.invoke(one, options) }));
  rmSync(temporary, { recursive: true });
  if (results.some(({ result }) => result.errorCount > 0)) throw new Error(`${folder}: API Extractor found errors`);
  const changed = results
    .filter(({ result }) => result.apiReportChanged)
    .map(({ one }) => basename(one.reportFilePath));
  return [...changed, ...leftOver(folder, entries)].map((name) => join(folder, 'api', name));
}

function write() {
  const folders = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name));
  for (const folder of folders.filter((one) => existsSync(join(one, 'package.json'))))
    for (const file of outdated(folder, true)) {
      if (leftOver(folder, entryPoints(folder)).includes(basename(file))) rmSync(file);
      console.log(relative(root, file));
    }
}

function check(folder) {
  const files = outdated(resolve(folder), false).map((file) => relative(root, file));
  if (files.length === 0) return;
  console.error(`The public interface is not what these reports say: ${files.join(', ')}.
Write them with "npx -y pnpm@10.34.9 api" and commit them, so that the change shows in review; it needs a changeset.`);
  process.exitCode = 1;
}

const { values, positionals } = parseArgs({ options: { write: { type: 'boolean' } }, allowPositionals: true });
if (positionals.length > (values.write ? 0 : 1)) throw new Error(usage);
if (values.write) write();
else check(positionals[0] ?? '.');
