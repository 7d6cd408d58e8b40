import { testBackend } from '@lossmith/conformance/vitest';
import subjects from '../conformance.mjs';

for (const subject of subjects) testBackend(subject);
