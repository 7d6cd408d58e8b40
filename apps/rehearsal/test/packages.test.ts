import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { checkExample } from './examples.ts';
import { fileOf, install, readFile, upgrade, versionsIn, wanted } from './project.ts';
import { rehearsal } from './rehearsal.ts';
import { packages } from './releases.ts';
import { resolutions, typeErrors } from './types.ts';

const project = (name: string) => join(rehearsal.folder, name);

/** Types that an example asks for beside those that packages bring. */
const types: Readonly<Record<string, readonly string[]>> = { python: ['@types/node@20'] };

/** One copy of each of our packages, all of this version. */
function checkVersions(name: string, version: string): void {
  const versions = versionsIn(project(name));
  expect(versions).toContain(`@lossmith/${name} ${version}`);
  expect(new Set(versions).size).toBe(versions.length);
  expect(versions.every((one) => one.endsWith(` ${version}`))).toBe(true);
}

describe.runIf(whole).each(packages)('@lossmith/%s', (name) => {
  test('is published twice', async () => {
    const page = await fetch(`${rehearsal.registry}/@lossmith/${name}`, { headers: { connection: 'close' } });
    const { versions } = (await page.json()) as { readonly versions: object };
    expect(Object.keys(versions)).toEqual(expect.arrayContaining([rehearsal.first, rehearsal.second]));
  });

  test('is installed into an empty folder, by what its README says to type', () => {
    const { npmrc, between, first } = rehearsal;
    install(project(name), [...wanted(name), ...(types[name] ?? [])], { npmrc, before: between });
    checkVersions(name, first);
    for (const file of ['LICENSE', 'README.md', 'CHANGELOG.md'])
      expect(existsSync(fileOf(project(name), name, file)), file).toBe(true);
  });

  test('its example runs under the oldest Node that it allows', () => {
    checkExample(project(name), name, rehearsal.nodes['20.19.0']!);
  });

  test.each(resolutions)(
    "its example and all its entries are right for TypeScript, module resolution '%s'",
    (resolution) => {
      expect(typeErrors(project(name), name, resolution)).toBe('');
    },
  );

  test('is upgraded to the next release in place, and its example runs under Node 24', () => {
    upgrade(project(name));
    checkVersions(name, rehearsal.second);
    checkExample(project(name), name, rehearsal.nodes['24']!);
    const changes = readFile(project(name), `node_modules/@lossmith/${name}/CHANGELOG.md`);
    expect(changes).toContain(`## ${rehearsal.second}`);
  });
});
