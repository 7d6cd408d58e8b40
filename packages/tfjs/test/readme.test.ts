import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${root}/README.md`, 'utf8');
/** Every block, one behind the other, as someone pastes them. */
const program = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, block]) => block).join('\n');
const folder = `${root}/.results/readme`;
const file = `${folder}/examples.ts`;

mkdirSync(folder, { recursive: true });
writeFileSync(file, program);
afterAll(() => rmSync(folder, { recursive: true }));

const tsc = `${dirname(createRequire(import.meta.url).resolve('typescript/package.json'))}/bin/tsc`;

test('the examples compile under strict, without annotations of their own', () => {
  const options = {
    compilerOptions: { declaration: false, types: ['node'], noUnusedLocals: true },
    files: ['examples.ts'],
  };
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ extends: '../../tsconfig.json', ...options, include: [] }));
  execFileSync(process.execPath, [tsc, '-p', folder], { stdio: 'pipe' });
});

test('the examples run one behind the other', () => {
  const build = ['--outDir', folder, '--noEmit', 'false', '--allowImportingTsExtensions', 'false'];
  execFileSync(process.execPath, [tsc, '-p', folder, ...build], { stdio: 'pipe' });
  const printed = execFileSync(process.execPath, [`${folder}/examples.js`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = printed.trim().split('\n');
  expect(lines.at(-1)).toBe('matching');
  expect(lines.at(-2)).toMatch(/^\d\.\d+ \[ 3, 1 \] \[ 3, 1 \]$/);
});
