import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LossmithOptionError } from '@lossmith/core';
import type { Command } from 'commander';
import { withExamples } from '../examples.js';
import { exitCodes } from '../exit-codes.js';
import { writeResult } from '../whole-file.js';

interface Options {
  readonly quick?: true;
  readonly only?: string;
  readonly json?: true;
}

/** The module of an adapter that says what the kit runs on: in its folder, or named itself. */
function moduleOf(path: string): string {
  const full = resolve(path);
  return statSync(full).isDirectory() ? join(full, 'conformance.mjs') : full;
}

/** The kit's command: the adapter's own kit, or else the one beside this command. */
function kitFor(module: string): string {
  for (const from of [module, fileURLToPath(import.meta.url)]) {
    try {
      const manifest = createRequire(from).resolve('@lossmith/conformance/package.json');
      return join(dirname(manifest), 'bin/lossmith-conformance.mjs');
    } catch {
      // Looked for in the next place.
    }
  }
  throw new LossmithOptionError(
    'conformance',
    '@lossmith/conformance is not installed',
    'npm install -D @lossmith/conformance',
  );
}

/** Runs the kit to its end; with `quietly` what it says goes to stderr. A signal that ends it is no answer. */
function runKit(kit: string, args: readonly string[], quietly: boolean): Promise<number> {
  const child = spawn(process.execPath, [kit, ...args], { stdio: ['inherit', quietly ? 2 : 'inherit', 'inherit'] });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done(code ?? exitCodes.fault));
  });
}

async function runForReports(kit: string, args: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'lossmith-'));
  try {
    const file = join(folder, 'report.json');
    const code = await runKit(kit, [...args, '--json', file], true);
    if (code <= exitCodes.no) await writeResult(undefined, [readFileSync(file)]);
    return code;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function conformance(adapter: string, { quick, only, json }: Options): Promise<void> {
  const module = moduleOf(adapter);
  const args = [module, ...(quick ? ['--quick'] : []), ...(only === undefined ? [] : ['--only', only])];
  const kit = kitFor(module);
  process.exitCode = json ? await runForReports(kit, args) : await runKit(kit, args, false);
}

export function addConformance(program: Command): void {
  const command = program
    .command('conformance')
    .description('Whether a backend is right: runs the conformance kit on an adapter package.')
    .argument('[adapter]', 'the folder of the package, which has a conformance.mjs, or such a module', '.')
    .option('--quick', 'a part of the cases, in seconds')
    .option('--only <text>', 'only cases whose id holds the text')
    .option('--json', 'the reports as JSON on stdout; what the kit says goes to stderr')
    .action(conformance);
  withExamples(command, [
    ['lossmith conformance', 'the adapter in this folder'],
    ['lossmith conformance packages/mine --quick --only sinh', 'some cases of another'],
  ]);
}
