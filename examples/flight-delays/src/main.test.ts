import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import type { Results } from './results.js';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'flight-delays-'));
afterAll(() => rmSync(folder, { recursive: true }));

const main = join(import.meta.dirname, 'main.ts');
const demo = (...args: readonly string[]) => run(process.execPath, ['--import', 'tsx', main, ...args]);
const read = (...path: readonly string[]) => readFileSync(join(folder, ...path), 'utf8');

test('a quick run prints a table and writes a self-contained report, the same each time', {
  timeout: 240_000,
}, async () => {
  const out = join(folder, 'first');
  const text = await demo('--quick', '--out', out, '--picture', join(folder, 'picture.svg'));
  expect(text.stdout).toMatch(/│ fromSensitivity link │/);
  expect(text.stdout).toMatch(
    /suggested exp link: suggestLink chose exp from the edge at 1\.82 upwards, with rate 0\.\d+/,
  );
  expect(text.stdout).toContain(`Report: ${join(out, 'report.html')}`);
  expect(text.stderr).toBe('trained seed 1 of 2\ntrained seed 2 of 2\n');

  // Once more, which takes as long again: in whole runs.
  if (whole) {
    const json = await demo('--quick', '--out', join(folder, 'second'), '--json');
    expect(json.stdout).toBe(read('first', 'results.json'));
    expect(read('second', 'report.html')).toBe(read('first', 'report.html'));
  }

  const results = JSON.parse(read('first', 'results.json')) as Results;
  expect(results.runs).toHaveLength(12);
  for (const { metrics } of results.runs) {
    expect(metrics.auc).toBeGreaterThan(0.5);
    expect(metrics.regionRmse).toBeGreaterThan(0);
  }

  // The namespace of SVG is a name, not an address to load from; nothing else may look like one.
  for (const file of ['first/report.html', 'picture.svg']) {
    const content = read(file).replaceAll('http://www.w3.org/2000/svg', '');
    const loaded = /https?:|<script|<link(?! rel="icon" href="data:,")|@import|url\((?!#)|src=/gi;
    expect(content.match(loaded)).toBeNull();
  }
});

test('a bad option ends with an error and the usage', { timeout: 60_000 }, async () => {
  await expect(demo('--seeds', 'many')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^--seeds takes a whole number from 1 to 50, not 'many'\n\nUsage:/),
  });
});
