import { testBackend } from '@lossmith/conformance/vitest';
import subjects from '../conformance.mjs';

// In Node all of the kit, for Chromium has the same engine and the modules have the same bytes: the quick cases show that a page has
// them, and values that it has the other modes.
subjects.forEach((subject, k) => {
  testBackend(subject, { quick: true, ...(k > 0 && { only: 'values/' }) });
});
