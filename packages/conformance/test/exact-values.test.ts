import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import type { ExactCase, Nested } from '../src/exact/exact-values.js';
import { exactValues } from '../src/exact/values.js';

const inputNames = ['target', 'gain', 'discount', 'itemWeight', 'reference'];

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Debian's mpmath belongs to the system's own Python. */
const python = ['/usr/bin/python3', 'python3'].find((command) => {
  const known = command.startsWith('/') ? existsSync(command) : true;
  return known && spawnSync(command, ['-c', 'import mpmath']).status === 0;
});

if (python === undefined) {
  console.warn('SKIPPED: the exact values are not recomputed here, as Python has no mpmath (Debian: python3-mpmath)');
}

describe('the generator of exact values', () => {
  // Five seconds, in whole runs.
  test.skipIf(python === undefined || !whole)(
    'reproduces golden/matching.json to its last digit',
    { timeout: 300_000 },
    () => {
      const args = [fromHere('../scripts/generate.py'), '--check', fromHere('../golden/matching.json')];
      const { stdout, stderr, status } = spawnSync(python as string, args, { encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(stdout.trim().split('\n').at(-1)).toMatch(/^3984 of 3984 values reproduced/);
      expect(status).toBe(0);
    },
  );

  test.skipIf(python === undefined)('reproduces golden/ranking.json, pairs that core has not included', () => {
    const args = [fromHere('../scripts/ranking.py'), fromHere('../golden/ranking.json')];
    const { stdout, stderr, status } = spawnSync(python as string, args, { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe('97 of 97 cases reproduced, 845 values');
    expect(status).toBe(0);
  });
});

describe.each(Object.entries(exactValues))('%s', (_, { about, cases }) => {
  test('says how it was made', () => expect(about).toMatch(/mpmath/));

  test('has as many exact values and allowances as points', () => {
    expect(cases.length).toBeGreaterThanOrEqual(4);
    for (const { predicted, expected, allowed, ...given } of cases) {
      for (const name of inputNames.filter((input) => given[input] !== undefined))
        expect((given[name] as readonly unknown[]).length).toBe(predicted.length);
      for (const values of [expected, allowed.float32, allowed.float64]) {
        for (const output of ['loss', 'gradient', 'hessian'] as const)
          expect(values[output].length).toBe(predicted.length);
      }
    }
  });

  test('has inputs that are float32 numbers', () => {
    const numbers = (given: ExactCase, name: string) => ((given[name] ?? []) as Nested<number>).flat();
    const inputs = cases.flatMap((given) => ['predicted', ...inputNames].flatMap((name) => numbers(given, name)));
    expect(inputs.filter((x) => Math.fround(x) !== x)).toEqual([]);
  });
});
