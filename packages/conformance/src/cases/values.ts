import type { Case } from '../case.js';
import { comparePoints } from '../compare-points.js';
import { outputNames } from '../exact/exact-values.js';
import { batchOf, everyPoint } from '../exact/points.js';
import type { NamedSet } from '../exact/sets.js';

/** Loss, gradient and hessian at exact points, each within its allowance. */
export function valueCases(sets: readonly NamedSet[], quick: readonly NamedSet[]): readonly Case[] {
  return sets.map((set) => {
    return {
      id: `values/${set.id}`,
      level: 'values',
      family: set.family,
      quick: quick.includes(set),
      check: async (harness) => {
        const indices = everyPoint(set);
        const results = await harness.compute(set.loss, { outputs: outputNames }, batchOf(set, indices));
        return comparePoints(harness, set, indices, results);
      },
    };
  });
}
