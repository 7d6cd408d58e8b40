import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import {
  expectCompiled,
  expectCompletion,
  expectConformance,
  expectModule,
  expectPicture,
  golden,
} from './expect-command.ts';
import { goldenRuns, writeFiles } from './golden-runs.ts';
import { env, type Run, runner } from './runner.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe.runIf(whole)('installed from packed tarballs into an empty folder', () => {
  let folder: string;
  let run: Run;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lossmith-packed-'));
    const options = { cwd: folder, env, stdio: 'ignore', shell: process.platform === 'win32' } as const;
    for (const name of ['core', 'onnx', 'wasm', 'webgpu', 'python', 'conformance', 'cli']) {
      const pack = ['-y', packageManager, 'pack', '--pack-destination', folder];
      execFileSync('npx', pack, { ...options, cwd: join(root, 'packages', name) });
    }
    const packed = readdirSync(folder).map((file) => `./${file}`);
    execFileSync('npm', ['init', '-y'], options);
    const quietly = ['--no-audit', '--no-fund', '--prefer-offline'];
    execFileSync('npm', ['install', ...quietly, ...packed, '@resvg/resvg-js@2.6.2'], options);
    writeFiles(folder);
    run = runner(join(folder, 'node_modules/@lossmith/cli/bin/lossmith.mjs'), folder);
  }, 240_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(goldenRuns)('$name', (one) => golden(run, one));
  test('compile writes what the adapters give', () => expectCompiled(run, folder));
  test('compile --to js writes a module that makes the loss', () => expectModule(run, folder));
  test('plot draws', () => expectPicture(run, folder));
  test('conformance runs the kit', () => expectConformance(run));
  test('complete serves shells', () => expectCompletion(run));
  test('npm has put the command where npx finds it', () => {
    const shim = join(folder, 'node_modules/.bin/lossmith');
    const { version } = JSON.parse(readFileSync(join(folder, 'node_modules/@lossmith/cli/package.json'), 'utf8'));
    expect(execFileSync(shim, ['--version'], { env, encoding: 'utf8', shell: process.platform === 'win32' })).toBe(
      `${version}\n`,
    );
  });
});
