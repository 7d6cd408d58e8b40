import { testBackend } from '@lossmith/conformance/vitest';
import subject from '../conformance.mjs';

testBackend(subject);
