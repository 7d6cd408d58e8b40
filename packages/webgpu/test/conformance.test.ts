import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { whole } from '../../../vitest.whole.ts';
import accuracy from '../accuracy.json' with { type: 'json' };
import subject from '../conformance.mjs';

// On what is published. In Node all of the kit, for Chromium is the same Dawn and shader compiler: there values show that a page has them.
const inPage = typeof document !== 'undefined';
const part = inPage ? { quick: true, only: 'values/' } : { quick: !whole };

testBackend(subject, { ...part, accuracy: accuracy[0] as unknown as Accuracy });
