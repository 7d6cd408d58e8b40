import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const readme = readFileSync(fromHere('../README.md'), 'utf8');
const examples = [...readme.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, code]) => code as string);

/** A file in this package, where '@lossmith/webgpu' is the built package itself. */
function fileOf(name: string, text: string): string {
  const file = fromHere(`../.results/${name}`);
  mkdirSync(fromHere('../.results'), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** What a browser has by itself. */
const asInPages = `import { nodeGpu } from ${JSON.stringify(fromHere('software-gpu.mjs'))};
Object.defineProperty(globalThis, 'navigator', { value: { gpu: await nodeGpu() } });
`;

test('the examples run one after another when pasted', { timeout: 120_000 }, () => {
  const last = 'console.log(results.gradient.length, other.loss[0] > results.loss[0]); process.exit(0);';
  const file = fileOf('readme.mjs', `${asInPages}${examples.join('\n')}\n${last}`);
  expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toBe('2 true\n');
});

test('the examples are right for TypeScript under strict rules', { timeout: 120_000 }, () => {
  const file = fileOf('readme.ts', `${examples.join('\n')}\nexport const slope: number = results.gradient[0]!;`);
  const options = '--noEmit --strict --target es2022 --module nodenext --lib es2022,dom --types node --ignoreConfig';
  const tsc = fromHere('../node_modules/.bin/tsc');
  expect(spawnSync(tsc, [...options.split(' '), file], { encoding: 'utf8' }).stdout).toBe('');
});
