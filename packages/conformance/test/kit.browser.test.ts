import { referenceBackend } from '@lossmith/core/backend';
import { testBackend } from '../src/vitest.js';

// The kit itself, and the reference evaluator, in a browser.
testBackend(
  { backend: referenceBackend(), run: (artifact, inputs) => artifact.run(inputs), precision: 'float64' },
  { quick: true },
);
