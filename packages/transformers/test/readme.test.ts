import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { causalFiles, encoderFiles } from './model-files.ts';
import { modelRoot } from './model-folders.ts';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const readme = readFileSync(fromHere('../README.md'), 'utf8');

/** The code block behind an HTML comment that starts with these words. */
const blockAfter = (words: string) =>
  /```\w+\n([\s\S]*?)```/.exec(readme.slice(readme.indexOf(`<!-- ${words}`)))?.[1] as string;

/** Runs an example of README.md, where imports resolve to what is built, in a folder that holds models/my-encoder. */
function printedBy(example: string): string {
  const at = modelRoot();
  at.write('models/my-encoder', encoderFiles());
  at.write('models/my-policy', causalFiles());
  at.write('models/my-reference', causalFiles({ seed: 1 }));
  const file = fromHere('../.results/readme-example.mjs');
  mkdirSync(fromHere('../.results'), { recursive: true });
  writeFileSync(file, blockAfter(example));
  try {
    return execFileSync(process.execPath, [file], { encoding: 'utf8', cwd: at.root });
  } finally {
    rmSync(file);
    at.remove();
  }
}

test.each([
  ['example:', 'output of the example'],
  ['preferences:', 'output of the preferences'],
])('%s prints what stands below it', (example, output) => {
  expect(printedBy(example)).toBe(blockAfter(output));
});
