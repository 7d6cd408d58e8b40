import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const readme = readFileSync(fromHere('../README.md'), 'utf8');
const examples = [...readme.matchAll(/^ *```js\n([\s\S]*?)^ *```/gm)].map(([, code]) => code as string);
const inPages = (code: string) => code.includes('new Worker');

/** A file in this package, where '@lossmith/wasm' is the built package itself. */
function fileOf(name: string, text: string): string {
  const file = fromHere(`../.results/${name}`);
  mkdirSync(fromHere('../.results'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

test('the examples run one after another when pasted', () => {
  const pasted = examples.filter((code) => !inPages(code));
  expect(pasted.length).toBeGreaterThanOrEqual(2);
  const last = `console.log(results.loss[0] === same.loss[0], gradient.length, typeof createKernelPool);`;
  const file = fileOf('readme.mjs', `${pasted.join('\n')}\n${last}`);
  expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toBe('true 3 function\n');
});

test('the examples are right for TypeScript under strict rules', () => {
  const file = fileOf('readme.ts', `${examples.join('\n')}\nexport const slope: number = results.gradient[0]!;`);
  const options = '--noEmit --strict --target es2022 --module nodenext --lib es2022,dom --types node --ignoreConfig';
  const tsc = fromHere('../node_modules/.bin/tsc');
  expect(spawnSync(tsc, [...options.split(' '), file], { encoding: 'utf8' }).stdout).toBe('');
});
