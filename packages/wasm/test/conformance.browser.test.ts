import { testBackend } from '@lossmith/conformance/vitest';
import subjects from '../conformance.mjs';

// The whole kit runs in Node; the engine that compiles the modules is the same.
for (const subject of subjects) testBackend(subject, { quick: true });
