import { testBackend } from '@lossmith/conformance/vitest';
import { whole } from '../../../vitest.whole.ts';
import subject from '../conformance.mjs';

// Closures are slow: a quick run has exact values alone.
testBackend(subject, whole ? {} : { quick: true, only: 'values/' });
