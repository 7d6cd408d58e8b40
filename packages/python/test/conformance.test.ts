import { existsSync, readFileSync } from 'node:fs';
import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { whole } from '../../../vitest.whole.ts';
import subjects from '../conformance.mjs';

/** Written by the script `accuracy`; from then on the figures are held to. */
const file = new URL('../accuracy.json', import.meta.url);
const committed: readonly Accuracy[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];

subjects.forEach((subject, k) => {
  const accuracy = committed[k];
  testBackend(subject, { quick: !whole, ...(accuracy !== undefined && { accuracy }) });
});
