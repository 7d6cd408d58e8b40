import { existsSync, readFileSync } from 'node:fs';
import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { describe, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import subjects from '../conformance.mjs';

/** Written by the script `accuracy`; from then on the figures are held to. */
const file = new URL('../accuracy.json', import.meta.url);
const committed: readonly Accuracy[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];

subjects.forEach((subject) => {
  const { precision, backend } = subject;
  // A quick run has float32 alone, as float64 is the same table, and of PyTorch values alone, as most of its text is NumPy's.
  if (!whole && precision === 'float64') return;
  const accuracy = committed.find((one) => one.backend === backend.name && one.precision === precision);
  const part = whole || backend.name.includes('numpy') ? {} : { only: 'values/' };
  testBackend(subject, { quick: !whole, ...part, ...(accuracy !== undefined && { accuracy }) });
});

describe.skipIf(subjects.length > 0)('the conformance kit', () => {
  test.skip('needs Python with numpy and torch');
});
