import { existsSync, readFileSync } from 'node:fs';
import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import subjects from '../conformance.mjs';

/** Written by the script `accuracy`; from then on the figures are held to. */
const file = new URL('../accuracy.json', import.meta.url);
const committed: readonly Accuracy[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];

subjects.forEach((subject, k) => {
  const accuracy = committed[k];
  // A quick run asks all of the first; the others differ in their numbers alone.
  const part = whole || k === 0 ? {} : { only: 'values/' };
  testBackend(subject, { quick: !whole, ...part, ...(accuracy !== undefined && { accuracy }) });
});

/** The kit's bar is 16 + 2κ ulp, of which 4 + κ/2 is a quarter and 2 + κ/2 an eighth at least. */
test.each([
  [0, 'wasm', '4 + κ/2', 1 / 4],
  [2, 'wasm (float64 arithmetic)', '2 + κ/2', 1 / 8],
])('committed figures %i, %s: float32 results within %s ulp', (k, name, _, bar) => {
  const { backend, precision, deviations, families } = committed[k] as Accuracy;
  expect([backend, precision, deviations]).toEqual([name, 'float32', []]);
  const shares = Object.values(families).flatMap((family) => Object.values(family).map(({ share }) => share));
  expect(shares.length).toBeGreaterThan(100);
  expect(Math.max(...shares)).toBeLessThan(bar);
});
