import { testBackend } from '@lossmith/conformance/vitest';
import { backend, run } from '../src/index.js';

testBackend({ backend, run, precision: 'float32' });
