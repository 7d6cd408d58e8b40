import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { install, runExample, upgrade, versionsIn, wanted, writtenFiles } from './project.ts';
import { type Registry, startRegistry } from './registry.ts';
import { addChangeset, packages, prepareReleases, release } from './releases.ts';
import { node } from './shell.ts';

const adapters = ['core', 'onnx', 'python', 'tfjs', 'wasm', 'webgpu'];
const project = (name: string) => join(folder, name);

/** A loss of one copy of core, for an adapter that brings another copy. */
const acrossCopies = `import { evaluate, isLossmithError, links, LossmithError, losses } from '@lossmith/core';
import { createKernel } from '@lossmith/wasm';

const loss = losses.matching(links.sinh({ rate: 0.5, center: 3 }));
const kernel = createKernel(loss, { reduction: 'none', data: 'float64' });
const inputs = { predicted: [1, 2], target: [1.5, 2] };
const [given, exact] = [kernel.run(inputs).loss, evaluate(loss, inputs).loss];
console.log(Math.abs(given[0] / exact[0] - 1) < 1e-12, given[1]);
try {
  kernel.run({ predicted: [1, 2], target: [1] });
} catch (error) {
  console.log(error instanceof LossmithError, isLossmithError(error), error.name);
}
`;

let folder: string;
let repository: string;
let registry: Registry;
let first: string;
let second: string;

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
    install(project(name), wanted(name), registry.npmrc);
    checkVersions(name, first);
    checkExample(name);
    for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md'])
      expect(existsSync(join(project(name), 'node_modules/@lossmith', name, file)), file).toBe(true);
  });

  test('a second release is published, and every project upgrades to it in place', () => {
    addChangeset(repository);
    second = release(repository);
    expect(second).not.toBe(first);
    for (const name of adapters) {
      upgrade(project(name));
      checkVersions(name, second);
      checkExample(name);
    }
    const changes = readFileSync(join(project('core'), 'node_modules/@lossmith/core/CHANGELOG.md'), 'utf8');
    expect(changes).toContain('A second release.');
  });

  test('the core of the first release works with an adapter of the second, which brings its own', () => {
    const at = project('two-copies');
    install(at, [`@lossmith/core@${first}`, `@lossmith/wasm@${second}`], registry.npmrc);
    expect(versionsIn(at)).toEqual(
      expect.arrayContaining([`@lossmith/core ${first}`, `@lossmith/core ${second}`, `@lossmith/wasm ${second}`]),
    );
    writeFileSync(join(at, 'across-copies.js'), acrossCopies);
    expect(node(at, 'across-copies.js')).toBe('true 0\nfalse true LossmithShapeError\n');
  });
});
