import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const readme = readFileSync(fromHere('../README.md'), 'utf8');

/** The code block behind an HTML comment that starts with these words. */
const blockAfter = (words: string) =>
  /```\w+\n([\s\S]*?)```/.exec(readme.slice(readme.indexOf(`<!-- ${words}`)))?.[1] as string;

/** All code blocks, one behind the other, as one pastes them. */
const pasted = () => [...readme.matchAll(/```[jt]s\n([\s\S]*?)```/g)].map((match) => match[1]).join('\n');

/** Writes a file into this package, where imports resolve to what is built, and hands its path to a task. */
function withFile<Result>(name: string, text: string, task: (path: string) => Result): Result {
  const file = fromHere(`../.results/${name}`);
  mkdirSync(fromHere('../.results'), { recursive: true });
  writeFileSync(file, text);
  try {
    return task(file);
  } finally {
    rmSync(file);
  }
}

test('the example prints what stands below it', { timeout: 60_000 }, () => {
  const printed = withFile('readme-example.mjs', blockAfter('example:'), (file) =>
    execFileSync(process.execPath, [file], { encoding: 'utf8' }),
  );
  expect(printed).toBe(blockAfter('output of the example'));
});

test('all examples together are strict TypeScript, and run', { timeout: 180_000 }, () => {
  const told = `\nconsole.log(Number(results()[0]) < 0.2, scores?.dims, train_loss?.dims, train_gradient?.dims);
    console.log(rankLoss < 0.3, scorer.length > 0, dpo.inputs.map(({ name }) => name));
    function results() { return train_loss?.data as Float32Array; }\n`;
  const compiler = fromHere('../node_modules/typescript/bin/tsc');
  const options = ['--strict', '--skipLibCheck', '--target', 'es2024', '--module', 'nodenext', '--types', 'node'];
  withFile('readme-all.mts', pasted() + told, (file) => {
    execFileSync(process.execPath, [compiler, ...options, '--ignoreConfig', file], {
      encoding: 'utf8',
      cwd: fromHere('..'),
    });
  });
  const compiled = fromHere('../.results/readme-all.mjs');
  const printed = execFileSync(process.execPath, [compiled], { encoding: 'utf8' });
  rmSync(compiled);
  expect(printed).toBe(
    `${blockAfter('output of the example')}true [ 3, 3 ] [] [ 3, 3 ]\ntrue true [ 'predicted', 'reference' ]\n`,
  );
});
