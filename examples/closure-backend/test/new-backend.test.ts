import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './guide.ts';

// Inside this example, so that imports find its packages: nothing is installed.
const example = fileURLToPath(new URL('..', import.meta.url));
const folder = join(example, '.results/my-stack');
const cli = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

function run(file: string, args: readonly string[], cwd = folder) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { cwd, encoding: 'utf8' });
  return { status, text: `${stdout}${stderr}` };
}

const newBackend = (...args: string[]) => run(join(root, 'scripts/new-backend.mjs'), args, root);
const clear = () => rmSync(folder, { recursive: true, force: true });

describe('new:backend', () => {
  beforeAll(() => {
    clear();
    expect(newBackend('my-stack', '--into', folder)).toMatchObject({ status: 0 });
  });
  afterAll(clear);

  test('leaves no word of the template', () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThanOrEqual(11);
    const texts = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
    expect(texts.filter((text) => text.includes('template-name'))).toEqual([]);
    const { name, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const path = relative(root, folder).replaceAll('\\', '/');
    expect([name, repository.directory]).toEqual(['@lossmith/my-stack', path]);
  });

  test('takes its versions from where all packages have them', () => {
    const { dependencies, devDependencies, scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const { '@lossmith/core': core, '@lossmith/conformance': kit, ...others } = { ...dependencies, ...devDependencies };
    expect([core, kit, new Set(Object.values(others))]).toEqual(['workspace:^', 'workspace:^', new Set(['catalog:'])]);
    expect(scripts['check:packages']).toMatch(/&& node [./]+scripts\/api-report\.mjs$/);
    const workspace = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
    const template = readFileSync(join(root, 'packages/conformance/template/manifest.json'), 'utf8');
    for (const [, one, version] of template.matchAll(/"(\S+)": "(\d[\d.]*)"/g))
      if (one !== 'version') expect(workspace).toMatch(new RegExp(`^  "?${one}"?: ${version}$`, 'm'));
  });

  test('makes a package that builds and type-checks', () => {
    const tsc = cli('node_modules/typescript/bin/tsc');
    expect(run(tsc, ['-p', 'tsconfig.build.json'])).toEqual({ status: 0, text: '' });
    expect(run(tsc, [])).toEqual({ status: 0, text: '' });
  });

  test('whose kit lists what is missing', () => {
    const { status, text } = run(cli('node_modules/@lossmith/conformance/dist/cli.js'), ['conformance.mjs']);
    expect(status).toBe(1);
    expect(text).toContain('✗ structure/table of lowerings\n    22 operations have no lowering: constant, input, ');
    expect(text).toMatch(/\d+ cases were not run: complete the table first\./);
    expect(text).toContain('my-stack, float32 does not conform');
  });

  test.each(['My-Stack', 'my_stack', '2d', 'a--b', '-a', 'a-', '@lossmith/a', '../a', 'x'.repeat(51)])(
    "refuses the name '%s'",
    (name) => {
      const { status, text } = newBackend('--into', `${folder}-2`, '--', name);
      expect(status).toBe(1);
      expect(text).toContain(`'${name}' cannot be the name of a package; give at most 50 small letters`);
      expect(existsSync(`${folder}-2`)).toBe(false);
    },
  );

  test('refuses a folder that exists, one outside the repository, and no name', () => {
    expect(newBackend('core')).toEqual({ status: 1, text: expect.stringMatching(/^packages\/core exists already/) });
    const outside = expect.stringContaining('is not inside this repository');
    expect(newBackend('my-stack', '--into', join(root, '../my-stack'))).toEqual({ status: 1, text: outside });
    expect(newBackend()).toEqual({ status: 1, text: expect.stringMatching(/^give one NAME\n/) });
  });
});
