import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as metrics from '@lossmith/core/metrics';
import { expect, test } from 'vitest';

const guide = readFileSync(new URL('../metrics.md', import.meta.url), 'utf8');
const [example, output] = [...guide.matchAll(/```(?:js|text)\n([\s\S]*?)```/g)].map((match) => match[1] as string);

test('the example of metrics.md prints what stands below it', { timeout: 60_000 }, () => {
  const folder = fileURLToPath(new URL('../.results', import.meta.url));
  const file = `${folder}/metrics-example.mjs`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, example as string);
  try {
    expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toBe(output);
  } finally {
    rmSync(file);
  }
});

test('metrics.md names every function of the entry', () => {
  for (const name of Object.keys(metrics)) expect(guide, name).toMatch(new RegExp(`\`${name}[\`(]`));
});
