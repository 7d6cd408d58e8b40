import { describe, expect, test } from 'vitest';
import { whole } from '../../../../vitest.whole.ts';
import { checkBackend } from '../../src/index.js';
import { simpleBackend } from '../simple-backend.js';
import { wrongBackends } from '../wrong-backends.js';

/** How many test files share the wrong backends, so that they lie on several cores. */
const parts = 4;

/** Every eighth of them in a quick run. */
const tried = wrongBackends.filter((_, k) => whole || k % 8 === 0);

/** One test for each wrong backend of a part: the kit finds it, in the case that is to find it. */
export function testWrong(part: 1 | 2 | 3 | 4): void {
  const own = tried.filter((_, k) => k % parts === part - 1);
  describe('the kit finds', () => {
    test.each(own.map((wrong) => [wrong.name, wrong] as const))('%s', async (_, wrong) => {
      const { changes, caughtBy, says, level } = wrong;
      const { passed, cases } = await checkBackend(simpleBackend(changes), {
        quick: level === 'quick',
        only: caughtBy,
      });
      const failed = cases.filter(({ status }) => status === 'failed');
      expect(passed).toBe(false);
      expect(failed.map(({ id }) => id).join('\n')).toContain(caughtBy);
      expect(failed.flatMap(({ faults }) => faults.map(({ message }) => message)).join('\n')).toMatch(says);
    });
  });
}
