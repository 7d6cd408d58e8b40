import type { Case } from '../case.js';
import { comparePoints } from '../compare-points.js';
import { outputNames } from '../exact/exact-values.js';
import { batchOf } from '../exact/points.js';
import type { NamedSet } from '../exact/sets.js';

/** No examples, one, and numbers that are no multiple of any block. */
const sizes = [0, 1, 255, 257, 65_537];

/** Points in an order in which no two neighbouring blocks are alike. */
export const scrambled = (count: number, length: number): number[] =>
  Array.from({ length: count }, (_, k) => (k * 7 + Math.floor(k / length)) % length);

export function sizeCases(sets: readonly NamedSet[]): readonly Case[] {
  return sets.flatMap((set) =>
    sizes.map((size) => ({
      id: `data/${size} of ${set.id}`,
      level: 'data' as const,
      quick: size < 1000,
      check: async (door) => {
        const indices = scrambled(size, set.points.length);
        const results = await door.compute(set.loss, { outputs: outputNames }, batchOf(set, indices));
        return { faults: comparePoints(door, set, indices, results).faults };
      },
    })),
  );
}
