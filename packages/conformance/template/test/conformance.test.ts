import { existsSync, readFileSync } from 'node:fs';
import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import subjects from '../conformance.mjs';

/** Written by the script `accuracy`; from then on the figures are held to. */
const file = new URL('../accuracy.json', import.meta.url);
const committed: readonly Accuracy[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];

const quick = process.env.LOSSMITH_WHOLE !== 'true';

subjects.forEach((subject, k) => {
  const accuracy = committed[k];
  testBackend(subject, { quick, ...(accuracy !== undefined && { accuracy }) });
});
