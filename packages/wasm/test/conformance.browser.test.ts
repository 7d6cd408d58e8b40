import { testBackend } from '@lossmith/conformance/vitest';
import subjects from '../conformance.mjs';

// In Node all of the kit, for Chromium has the same engine and the modules have the same bytes: the quick cases show that a page has them.
for (const subject of subjects) testBackend(subject, { quick: true });
