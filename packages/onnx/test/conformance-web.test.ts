import { test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { testRuntime } from './conformance-subjects.ts';

// Models are the same on both runtimes: a quick run asks one of them.
if (whole) testRuntime('web');
else test.skip('the kit on onnxruntime-web: in the whole run');
