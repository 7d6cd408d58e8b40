import type { Accuracy } from '@lossmith/conformance';
import { testBackend } from '@lossmith/conformance/vitest';
import { whole } from '../../../vitest.whole.ts';
import accuracy from '../accuracy.json' with { type: 'json' };
import subject from '../conformance.mjs';

// On what is published, in Node and in Chromium.
testBackend(subject, { quick: !whole, accuracy: accuracy[0] as unknown as Accuracy });
