import { testBackend } from '@lossmith/conformance/vitest';
import { whole } from '../../../vitest.whole.ts';
import subject from '../conformance.mjs';

// Closures are slow: a quick run has exact values alone, the whole one what the guide asks of a new backend. All of the kit: `pnpm conformance`.
testBackend(subject, { quick: true, ...(!whole && { only: 'values/' }) });
