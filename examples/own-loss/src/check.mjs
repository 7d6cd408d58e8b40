import { checkBackend } from '@lossmith/conformance';
import { exactValues } from './exact-values.mjs';
import { squaredHingeFamily } from './squared-hinge.mjs';

/** Runs the conformance kit on subjects for the losses of this family alone, and prints a line for each. */
export async function check(subjects) {
  for (const subject of subjects) {
    const report = await checkBackend(subject, {
      values: { hinge: exactValues },
      families: [squaredHingeFamily],
      only: 'hinge/',
    });
    const failed = report.cases.filter(({ status }) => status === 'failed');
    console.log(`${report.backend}: ${report.cases.length} cases, ${failed.length} failed`);
    for (const { id, faults } of failed) console.log(id, faults.slice(0, 3));
  }
}
