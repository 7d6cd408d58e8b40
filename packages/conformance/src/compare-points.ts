import { compare, kindOf, measure } from './compare.js';
import type { Door, Results } from './door.js';
import type { ExactPoint, ExactSet } from './exact/exact-points.js';
import { type OutputName, outputNames } from './exact/exact-values.js';
import { expectation } from './exact/points.js';
import type { Fault, Finding, Measure } from './fault.js';

/** The larger of two measures of one output. */
const worse = (x: Measure | undefined, y: Measure): Measure => (x === undefined || y.share > x.share ? y : x);

/** Unreduced results at exact points, number by number. */
export function comparePoints(
  { precision }: Pick<Door, 'precision'>,
  set: ExactSet,
  indices: readonly number[],
  results: Results,
): Finding {
  const faults: Fault[] = [];
  const worst: Partial<Record<OutputName, Measure>> = {};
  for (const output of outputNames.filter((name) => results[name] !== undefined)) {
    const values = results[output] as Float64Array;
    let place = 0;
    for (const k of indices) {
      for (let n = 0; n < (set.points[k] as ExactPoint).exact[output].length; n += 1) {
        const wanted = expectation(set, k, output, n);
        const actual = values[place++] as number;
        faults.push(...compare(actual, wanted, precision));
        const counts = kindOf(wanted, precision) === 'normal' && wanted.allowed !== null;
        if (counts) worst[output] = worse(worst[output], measure(actual, wanted, precision));
      }
    }
  }
  return { faults, worst: worst as Record<string, Measure> };
}
