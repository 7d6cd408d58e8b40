import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseLoss } from '@lossmith/core';
import { definitions } from '@lossmith/core/family';
import { printLoss } from '@lossmith/core/print';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { squaredHinge, squaredHingeFamily } from '../src/squared-hinge.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const packages = ['core', 'conformance', 'tfjs', 'onnx', 'webgpu', 'wasm'];
const adapters = packages.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'lossmith-own-loss-'));
const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

/** Links what a package of the repository depends on beside its unpacked copy, but for Lossmith's own. */
function linkDependencies(name: string, unpacked: string): void {
  const installed = `${root}packages/${name}/node_modules`;
  if (!existsSync(installed)) return;
  mkdirSync(`${unpacked}/node_modules`, { recursive: true });
  for (const dependency of readdirSync(installed).filter((one) => one !== '@lossmith' && !one.startsWith('.')))
    symlinkSync(`${installed}/${dependency}`, `${unpacked}/node_modules/${dependency}`);
}

/** One pnpm packs all: to start it takes longer than to pack. */
function packAll(): void {
  const filters = packages.map((name) => `--filter=@lossmith/${name}`);
  const pack = ['-y', packageManager, ...filters, 'pack', '--pack-destination', folder];
  execFileSync('npx', pack, { cwd: root, stdio: 'ignore', shell: process.platform === 'win32' });
}

/** The packed package in node_modules of the folder, as an installation would have it, with the glue of its conformance test. */
function unpack(name: string): void {
  const tarball = join(folder, readdirSync(folder).find((file) => file.startsWith(`lossmith-${name}-`))!);
  const unpacked = join(folder, 'node_modules/@lossmith', name);
  mkdirSync(unpacked, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
  linkDependencies(name, unpacked);
  for (const glue of ['conformance.mjs', 'conformance', 'known-deviations.mjs', 'test/software-gpu.mjs'])
    if (adapters.includes(name) && existsSync(`${root}packages/${name}/${glue}`))
      cpSync(`${root}packages/${name}/${glue}`, join(unpacked, glue), { recursive: true });
}

// Packing takes longer than all else here: a quick run leaves it out.
beforeAll(() => {
  if (!whole) return;
  packAll();
  for (const name of packages) unpack(name);
  cpSync(new URL('../src', import.meta.url), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('is read from JSON, printed, and as short as the guide says', () => {
  const loss = squaredHinge({ steepness: 2 });
  const all = [...definitions, squaredHingeFamily];
  expect(parseLoss(JSON.stringify(loss.spec), all)).toEqual(loss);
  expect(() => parseLoss(loss.spec)).toThrow('kind: must be one of');
  expect(() => squaredHinge({ steepness: -1 })).toThrow('steepness: must be greater than 0, got -1');
  expect(printLoss(loss, 'text', [squaredHingeFamily])).toEqual(printLoss(loss));
  expect(printLoss(loss).loss).toContain('max');
  const text = readFileSync(new URL('../src/squared-hinge.mjs', import.meta.url), 'utf8');
  expect(text.trimEnd().split('\n').length).toBeLessThan(60);
});

test.runIf(whole).each(adapters)(
  'conforms on %s, from packed packages outside the repository',
  (name) => {
    const script = `import subjects from '@lossmith/${name}/conformance.mjs'; import { check } from './check.mjs'; await check([subjects].flat());`;
    const file = join(folder, `${name}.mjs`);
    const glue = `./node_modules/@lossmith/${name}/conformance.mjs`;
    writeFileSync(file, script.replace(`@lossmith/${name}/conformance.mjs`, glue));
    const lines = execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' }).trim().split('\n');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/: 2 cases, 0 failed$/);
  },
  120_000,
);
