import { testBackend } from '@lossmith/conformance/vitest';
import { whole } from '../../../vitest.whole.ts';
import subject from '../conformance.mjs';

testBackend(subject, { quick: !whole });
