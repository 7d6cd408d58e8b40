import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { blockOf } from './guide.ts';

const guide = 'docs/adding-a-backend.md';
const backend = blockOf(guide, 'file: backend.mjs');
// Inside this example, so that imports find its packages; outside the repository, with published ones: apps/rehearsal.
const example = fileURLToPath(new URL('..', import.meta.url));
const folder = join(example, '.results/guide');
const programs = join(example, 'node_modules/.bin');

/** Npm and npx take settings from the variables that pnpm and Vitest set; a contributor's shell has none. */
const shell = Object.entries(process.env).filter(([name]) => !/^(npm_|pnpm_|vitest|node_env)/i.test(name));
const env = { ...Object.fromEntries(shell), PATH: `${programs}${delimiter}${process.env.PATH}` };
const options = { cwd: folder, env, encoding: 'utf8', shell: process.platform === 'win32' } as const;

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

/** Runs the guide's command for the kit. */
function runKit(...more: readonly string[]) {
  const [command, ...args] = blockOf(guide, 'command').trim().split(' ');
  const { status, stdout, stderr } = spawnSync(command as string, [...args, ...more], options);
  return { status, text: `${stdout}${stderr}` };
}

describe.runIf(whole)('the guide', () => {
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    for (const name of ['backend.mjs', 'conformance.mjs', 'try.mjs']) write(name, blockOf(guide, `file: ${name}`));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('its example prints what stands below it', () => {
    expect(execFileSync(process.execPath, ['try.mjs'], options)).toBe(blockOf(guide, 'output of try.mjs'));
  });

  test('its backend conforms', () => {
    const { status, text } = runKit();
    expect(text).toMatch(/step by step, float32, quick conforms: \d+ cases/);
    expect(status).toBe(0);
  });

  test('with one lowering that is a little wrong it does not, and the report names that', () => {
    write('backend.mjs', backend.replace('each(Math.exp)', 'each((x) => Math.exp(x) * 1.0001)'));
    const { status, text } = runKit('--only', 'operation');
    expect(status).toBe(1);
    expect(text).toContain('✗ values/operation exp\n');
    expect(text).toMatch(/quick does not conform: \d+ of \d+ cases failed/);
  });

  test('with one lowering left out it says which', () => {
    write('backend.mjs', backend.replace(/^ {2}sqrt: .*\n/m, ''));
    const { status, text } = runKit();
    expect(status).toBe(1);
    expect(text).toContain('1 operations have no lowering: sqrt\n');
  });
});
