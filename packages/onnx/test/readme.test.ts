import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const readme = readFileSync(fromHere('../README.md'), 'utf8');

/** The code block behind an HTML comment that starts with these words. */
const blockAfter = (words: string) =>
  /```\w+\n([\s\S]*?)```/.exec(readme.slice(readme.indexOf(`<!-- ${words}`)))?.[1] as string;

test('the example prints what stands below it', { timeout: 60_000 }, () => {
  const file = fromHere('../.results/readme-example.mjs');
  mkdirSync(fromHere('../.results'), { recursive: true });
  writeFileSync(file, blockAfter('example:'));
  try {
    expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toBe(blockAfter('output of the example'));
  } finally {
    rmSync(file);
  }
});
