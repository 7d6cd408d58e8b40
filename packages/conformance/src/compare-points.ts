import { compare, type Expectation, kindOf, measure } from './compare.js';
import type { ExactPoint, ExactSet } from './exact/exact-points.js';
import { type OutputName, outputNames } from './exact/exact-values.js';
import { expectation } from './exact/points.js';
import type { Fault, Finding, Measure } from './fault.js';
import type { Harness, Results } from './harness.js';

/** A function of whole numbers that works each out once: batches hold the same points many times. */
function remembered<Value>(make: (k: number) => Value): (k: number) => Value {
  const made = new Map<number, Value>();
  return (k) => {
    if (!made.has(k)) made.set(k, make(k));
    return made.get(k) as Value;
  };
}

/** The larger of two measures of one output. */
const worse = (x: Measure | undefined, y: Measure): Measure => (x === undefined || y.share > x.share ? y : x);

/** Unreduced results at exact points, number by number. */
export function comparePoints(
  { format }: Pick<Harness, 'format'>,
  set: ExactSet,
  indices: readonly number[],
  results: Results,
): Finding {
  const faults: Fault[] = [];
  const worst: Partial<Record<OutputName, Measure>> = {};
  for (const output of outputNames.filter((name) => results[name] !== undefined)) {
    const values = results[output] as Float64Array;
    const expected = remembered((k) =>
      (set.points[k] as ExactPoint).exact[output].map((_, n) => expectation(set, k, output, n)),
    );
    // A result that is right at a point is right there again.
    const right = new Map<Expectation, number>();
    let place = 0;
    for (const k of indices) {
      for (const wanted of expected(k)) {
        const actual = values[place++] as number;
        if (right.get(wanted) === actual) continue;
        const found = compare(actual, wanted, format);
        if (found.length === 0) right.set(wanted, actual);
        faults.push(...found);
        const counts = kindOf(wanted, format) === 'normal' && wanted.allowed !== null;
        if (counts) worst[output] = worse(worst[output], measure(actual, wanted, format));
      }
    }
  }
  return { faults, worst: worst as Record<string, Measure> };
}
