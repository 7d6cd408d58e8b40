import { expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { checkBackend } from '../src/index.js';
import { simpleBackend } from './simple-backend.js';
import { wrongBackends } from './wrong-backends.js';

// In whole runs: a quick one has the kit on the reference evaluator.
test.runIf(whole)('the backend they all differ from is right', async () => {
  const { passed, cases } = await checkBackend(simpleBackend(), { quick: true });
  expect(cases.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(cases.length).toBeGreaterThan(200);
  expect(passed).toBe(true);
});

test('each wrong backend has a name of its own', () => {
  expect(new Set(wrongBackends.map(({ name }) => name)).size).toBe(wrongBackends.length);
});
