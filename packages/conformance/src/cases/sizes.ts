import type { Case } from '../case.js';
import { comparePoints } from '../compare-points.js';
import { outputNames } from '../exact/exact-values.js';
import { batchOf, everyPoint } from '../exact/points.js';
import type { NamedSet } from '../exact/sets.js';
import type { Fault } from '../fault.js';

/** No examples, one, and numbers that are no multiple of any block. */
const sizes = [0, 1, 255, 257];

/** More than 16 bits count. */
const large = 65_537;

/**
 * Examples are counted by the loops of a program, not by its formula: one loss of each kind of loop is tried with many of them. Single
 * scores have cases of their own, around every multiple of a block and with a million rows.
 */
const triedLarge = [
  'softmax, label',
  'compositeSoftmax matching exp',
  'pairwise sigmoid, relevance',
  'preference sigmoid, label',
  'listMle',
];

/** Points in an order in which no two neighbouring blocks are alike. */
export const scrambled = (count: number, length: number): number[] =>
  Array.from({ length: count }, (_, k) => (k * 7 + Math.floor(k / length)) % length);

export function sizeCases(sets: readonly NamedSet[]): readonly Case[] {
  return sets.flatMap((set) =>
    [...sizes, ...(triedLarge.includes(set.family) ? [large] : [])].map((size) => ({
      id: `data/${size} of ${set.id}`,
      level: 'data' as const,
      quick: size < 1000,
      check: async (harness) => {
        const indices = scrambled(size, set.points.length);
        const results = await harness.compute(set.loss, { outputs: outputNames }, batchOf(set, indices));
        return { faults: comparePoints(harness, set, indices, results).faults };
      },
    })),
  );
}

/** More rows than one dispatch, block or 16-bit count holds; gradients alone. */
export const manyRowsCase = (set: NamedSet): Case => ({
  id: `data/1,100,003 of ${set.id}`,
  level: 'data',
  quick: false,
  check: async (harness) => {
    const indices = scrambled(1_100_003, set.points.length);
    const results = await harness.compute(set.loss, { outputs: ['gradient'] }, batchOf(set, indices));
    return { faults: comparePoints(harness, set, indices, results).faults };
  },
});

/** One artifact and rows of other numbers of classes: what is fixed by the first run shows in the second. */
export function classCases(sets: readonly NamedSet[]): readonly Case[] {
  const named = (id: string) => sets.find((set) => set.id === id) as NamedSet;
  const turns = ['golden/softmax() × 3', 'golden/softmax() × 10', 'golden/softmax() × 2', 'golden/softmax() × 3'];
  return [
    {
      id: 'data/3, 10, 2 and 3 classes in one artifact: softmax()',
      level: 'data',
      quick: true,
      check: async (harness) => {
        const compiled = await harness.compile(named(turns[0] as string).loss, { outputs: outputNames });
        const faults: Fault[] = [];
        for (const set of turns.map(named)) {
          const indices = everyPoint(set);
          faults.push(...comparePoints(harness, set, indices, await compiled.run(batchOf(set, indices))).faults);
        }
        await compiled.dispose();
        return { faults };
      },
    },
  ];
}
