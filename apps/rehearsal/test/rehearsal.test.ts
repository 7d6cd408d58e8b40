import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { install, runExample, upgrade, versionsIn, writtenFiles } from './project.ts';
import { type Registry, startRegistry } from './registry.ts';
import { addChangeset, packages, prepareReleases, release } from './releases.ts';

const adapters = ['core', 'onnx', 'python', 'tfjs', 'wasm', 'webgpu'];
const project = (name: string) => join(folder, name);

let folder: string;
let repository: string;
let registry: Registry;
let first: string;

function checkExample(name: string): void {
  const { printed, shown } = runExample(project(name), name);
  if (shown !== undefined) expect(printed).toBe(shown);
  for (const { written, shown } of writtenFiles(project(name), name)) expect(written).toBe(shown);
}

/** One copy of each of our packages, all of this version. */
function checkVersions(name: string, version: string): void {
  const versions = versionsIn(project(name));
  expect(versions).toContain(`@lossmith/${name} ${version}`);
  expect(new Set(versions).size).toBe(versions.length);
  expect(versions.every((one) => one.endsWith(` ${version}`))).toBe(true);
}

describe.runIf(whole)('two releases', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lossmith-rehearsal-'));
    repository = join(folder, 'repository');
    registry = await startRegistry(folder);
    mkdirSync(repository);
    prepareReleases(repository, registry.npmrc);
    first = release(repository);
  });
  afterAll(async () => {
    await registry?.stop();
    rmSync(folder, { recursive: true, maxRetries: 5 });
  });

  test.each(packages)('%s is published', async (name) => {
    expect(await registry.versionsOf(`@lossmith/${name}`)).toEqual([first]);
  });

  test.each(adapters)('%s is installed into an empty folder, and its README example runs', (name) => {
    install(project(name), name, registry.npmrc);
    checkVersions(name, first);
    checkExample(name);
    for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md'])
      expect(existsSync(join(project(name), 'node_modules/@lossmith', name, file)), file).toBe(true);
  });

  test('a second release is published, and every project upgrades to it in place', () => {
    addChangeset(repository);
    const second = release(repository);
    expect(second).not.toBe(first);
    for (const name of adapters) {
      upgrade(project(name));
      checkVersions(name, second);
      checkExample(name);
    }
    const changes = readFileSync(join(project('core'), 'node_modules/@lossmith/core/CHANGELOG.md'), 'utf8');
    expect(changes).toContain('A second release.');
  });
});
