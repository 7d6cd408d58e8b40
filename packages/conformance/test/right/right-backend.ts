import { expect, test } from 'vitest';
import { whole } from '../../../../vitest.whole.ts';
import type { Case } from '../../src/case.js';
import { casesFor } from '../../src/check-backend.js';
import { openHarness } from '../../src/harness.js';
import { runCase } from '../../src/run-case.js';
import type { Subject } from '../../src/subject.js';
import { type Changes, simpleBackend } from '../simple-backend.js';

/** A backend that does what the guide says in another way than most: the kit must not call it wrong. */
export interface RightBackend {
  readonly name: string;
  readonly subject: Subject;
  /** Parts of the ids of the cases that its way matters to. */
  readonly concerns: readonly string[];
}

/** One that differs in these steps from the backend of simple-backend.ts. */
export const right = (name: string, concerns: readonly string[], changes: Changes): RightBackend => ({
  name,
  concerns,
  subject: simpleBackend(changes) as Subject,
});

async function faultsOf({ subject }: RightBackend, cases: readonly Case[]): Promise<readonly string[]> {
  const harness = openHarness(subject);
  const faults: string[] = [];
  for (const one of cases) {
    const { id, status, faults: found } = await runCase(one, harness);
    if (status === 'failed') faults.push(`${id}: ${found[0]?.message}`);
  }
  return faults;
}

/** One test for each, in a whole run: no case that concerns it finds a fault. */
export function testRight(backends: readonly RightBackend[]): void {
  test.runIf(whole).each(backends.map((one) => [one.name, one] as const))(
    '%s',
    { timeout: 120_000 },
    async (_, one) => {
      const cases = casesFor(one.subject);
      const unknown = one.concerns.filter((part) => !cases.some(({ id }) => id.includes(part)));
      expect(unknown).toEqual([]);
      const concerned = cases.filter(({ id }) => one.concerns.some((part) => id.includes(part)));
      expect(await faultsOf(one, concerned)).toEqual([]);
    },
  );
}
