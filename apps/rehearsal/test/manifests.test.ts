import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { wanted } from './project.ts';
import { packages } from './releases.ts';
import { root } from './shell.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { engines } = JSON.parse(read('package.json'));

describe.each(packages)('the manifest of @lossmith/%s', (name) => {
  const manifest = JSON.parse(read(`packages/${name}/package.json`));

  test('says what npm, bundlers and provenance ask for', () => {
    expect(manifest).toMatchObject({
      name: `@lossmith/${name}`,
      type: 'module',
      license: 'Apache-2.0',
      engines,
      // npm compares the address with that of the repository in which the release was made.
      repository: { type: 'git', url: 'git+https://github.com/lossmith/lossmith.git', directory: `packages/${name}` },
      publishConfig: { access: 'public' },
    });
    expect(manifest.files).toEqual(expect.arrayContaining(['dist', 'CHANGELOG.md']));
    expect(manifest.exports['./package.json']).toBe('./package.json');
  });

  test('names the files with side effects, which are none but commands and workers', () => {
    const named: readonly string[] = manifest.sideEffects === false ? [] : manifest.sideEffects;
    for (const file of named) expect(file).toMatch(/^\.\/(bin\/\*|dist\/(main|worker)\.js)$/);
  });

  test('needs no script when it is installed', () => {
    const ofInstallation = ['preinstall', 'install', 'postinstall', 'prepare'];
    expect(Object.keys(manifest.scripts).filter((script) => ofInstallation.includes(script))).toEqual([]);
  });

  test('has a README that says how to install it, and an example', () => {
    expect(wanted(name)).toContain(`@lossmith/${name}`);
    expect(read(`packages/${name}/README.md`)).toMatch(/^```(js|ts|console)$/m);
    expect(existsSync(join(root, 'packages', name, 'api/index.api.md'))).toBe(true);
  });
});
