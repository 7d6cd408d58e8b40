import { readFileSync } from 'node:fs';
import { whole } from '../../../vitest.whole.ts';
import subjects from '../conformance.mjs';
import type { Accuracy } from '../src/index.js';
import { testBackend } from '../src/vitest.js';

const committed: readonly Accuracy[] = JSON.parse(readFileSync(new URL('../accuracy.json', import.meta.url), 'utf8'));

// A quick run asks all of the first; the second is the same evaluator but for its digits.
subjects.forEach((subject, k) => {
  const part = whole || k === 0 ? {} : { only: 'values/' };
  testBackend(subject, { quick: !whole, ...part, accuracy: committed[k] as Accuracy });
});
