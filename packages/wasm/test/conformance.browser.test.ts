import { testBackend } from '@lossmith/conformance/vitest';
import { whole } from '../../../vitest.whole.ts';
import subjects from '../conformance.mjs';

for (const subject of subjects) testBackend(subject, { quick: !whole });
