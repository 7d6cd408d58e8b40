import { readFileSync } from 'node:fs';
import { whole } from '../../../vitest.whole.ts';
import subjects from '../conformance.mjs';
import type { Accuracy } from '../src/index.js';
import { testBackend } from '../src/vitest.js';

const committed: readonly Accuracy[] = JSON.parse(readFileSync(new URL('../accuracy.json', import.meta.url), 'utf8'));

subjects.forEach((subject, k) => {
  testBackend(subject, { quick: !whole, accuracy: committed[k] as Accuracy });
});
