import { primitives } from '@lossmith/core/backend';
import { afterAll, describe, expect, test } from 'vitest';
import { levels } from './case.js';
import { tableCase, tableFaults } from './cases/structure.js';
import { type CheckOptions, casesFor, strayDeviations } from './check-backend.js';
import { openHarness } from './harness.js';
import { type Accuracy, accuracyOf, exceededFigures, staleFigures } from './report/accuracy.js';
import type { CaseResult } from './report/report.js';
import { runCase } from './run-case.js';
import type { Subject } from './subject.js';

export interface TestOptions extends CheckOptions {
  /** Committed figures: nothing exceeds them, and in a run of the whole kit each is at most twice what is measured. */
  readonly accuracy?: Accuracy;
}

const timeout = 180_000;

const lines = ({ faults }: CaseResult) => faults.slice(0, 10).map(({ message }) => message);

/** The kit as tests of Vitest, one per case. Call it at the top of a test file, or inside a describe. */
export function testBackend<Artifact>(given: Subject<Artifact>, options: TestOptions = {}): void {
  const subject = given as Subject;
  const harness = openHarness(subject);
  const cases = casesFor(subject, options);
  const results: CaseResult[] = [];
  // Nothing else can be said of a backend whose table is not complete.
  const incomplete = tableFaults(subject, Object.keys(primitives)).length > 0;
  describe(`${subject.backend.name}, ${harness.format}`, () => {
    afterAll(harness.release);
    for (const level of levels) {
      const own = cases.filter((one) => one.level === level && (!incomplete || one.id === tableCase));
      if (own.length === 0) continue;
      describe(level, () => {
        test.each(own.map((one) => [one.id.slice(one.id.indexOf('/') + 1), one] as const))(
          '%s',
          { timeout },
          async (_, one) => {
            const result = await runCase(one, harness);
            results.push(result);
            const faults = lines(result);
            // Of a list Vitest's own message says only that it is one.
            expect(faults, [one.id, ...faults].join('\n')).toEqual([]);
          },
        );
      });
    }
    test('no known deviation names a case that does not exist', () => {
      expect(strayDeviations(subject, options).map(({ id }) => id)).toEqual([]);
    });
    const { accuracy } = options;
    if (accuracy === undefined) return;
    const all = options.quick !== true && options.only === undefined;
    const says = all ? 'those measured, within a factor of two' : 'not exceeded';
    test(`the committed figures are ${says}`, ({ skip }) => {
      if (results.length < cases.length) skip('needs the results of all cases: run the whole file');
      const { name } = subject.backend;
      const measured = accuracyOf({
        backend: name,
        precision: harness.format,
        quick: options.quick === true,
        passed: true,
        skipped: 0,
        cases: results,
      });
      expect((all ? staleFigures : exceededFigures)(accuracy, measured)).toEqual([]);
    });
  });
}
