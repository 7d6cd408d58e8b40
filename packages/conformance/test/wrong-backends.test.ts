import { describe, expect, test } from 'vitest';
import { whole } from '../../../vitest.whole.ts';
import { checkBackend } from '../src/index.js';
import { simpleBackend } from './simple-backend.js';
import { wrongBackends } from './wrong-backends.js';

test('the backend they all differ from is right', async () => {
  const { passed, cases } = await checkBackend(simpleBackend(), { quick: true });
  expect(cases.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(cases.length).toBeGreaterThan(200);
  expect(passed).toBe(true);
});

test('each wrong backend has a name of its own', () => {
  expect(new Set(wrongBackends.map(({ name }) => name)).size).toBe(wrongBackends.length);
});

/** Every eighth of them in a quick run. */
const tried = wrongBackends.filter((_, k) => whole || k % 8 === 0);

describe('the kit finds', () => {
  test.each(tried.map((wrong) => [wrong.name, wrong] as const))('%s', async (_, wrong) => {
    const { changes, caughtBy, says, level } = wrong;
    const { passed, cases } = await checkBackend(simpleBackend(changes), { quick: level === 'quick', only: caughtBy });
    const failed = cases.filter(({ status }) => status === 'failed');
    expect(passed).toBe(false);
    expect(failed.map(({ id }) => id).join('\n')).toContain(caughtBy);
    expect(failed.flatMap(({ faults }) => faults.map(({ message }) => message)).join('\n')).toMatch(says);
  });
});
