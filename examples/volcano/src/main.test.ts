import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { contenders } from './contenders.js';
import type { Results } from './results.js';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'volcano-'));
afterAll(() => rmSync(folder, { recursive: true }));

const main = join(import.meta.dirname, 'main.ts');
const demo = (...args: readonly string[]) => run(process.execPath, ['--import', 'tsx', main, ...args]);
const read = (...path: readonly string[]) => readFileSync(join(folder, ...path), 'utf8');

// results.test.ts trains one seed in every run; this takes two workers, and twice as long.
describe.runIf(whole)('demo', () => {
  test('a quick run prints tables, writes a report, and finds the committed figures, each time', async () => {
    const out = join(folder, 'first');
    const { stdout, stderr } = await demo('--quick', '--out', out);
    for (const { name } of contenders) expect(stdout).toContain(`│ ${name} `);
    expect(stdout).toContain(`Report: ${join(out, 'report.html')}`);
    expect(stderr).toBe('trained 1 of 2 seeds\ntrained 2 of 2 seeds\n');

    const results = JSON.parse(read('first', 'results.json')) as Results;
    const committed = JSON.parse(readFileSync(join(import.meta.dirname, '../results.json'), 'utf8')) as Results;
    expect(results.runs).toEqual(
      committed.runs.filter(({ seed, strength }) => seed <= 2 && (strength === 0 || strength === 3)),
    );

    const again = await demo('--quick', '--out', join(folder, 'second'));
    expect(again.stdout.replace('second', 'first')).toBe(stdout);
    expect(read('second', 'results.json')).toBe(read('first', 'results.json'));
    expect(read('second', 'report.html')).toBe(read('first', 'report.html'));
  });

  test('a bad option ends with an error and the usage', async () => {
    await expect(demo('--seeds', 'many')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^--seeds takes a whole number from 1 to 31, not 'many'\n\nUsage:/),
    });
  });
});
