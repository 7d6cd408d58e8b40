import { readFileSync } from 'node:fs';
import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { whole } from '../../../vitest.whole.ts';
import subjects from '../conformance.mjs';

const committed: readonly Accuracy[] = JSON.parse(readFileSync(new URL('../accuracy.json', import.meta.url), 'utf8'));

subjects.forEach((subject, k) => {
  testBackend(subject, { quick: !whole, accuracy: committed[k] as Accuracy });
});
