import type { Case } from '../../case.js';
import { comparePoints } from '../../compare-points.js';
import { outputNames } from '../../exact/exact-values.js';
import { batchOf, everyPoint } from '../../exact/points.js';
import type { NamedSet } from '../../exact/sets.js';
import type { Fault } from '../../fault.js';
import type { Harness } from '../../harness.js';
import { emptyLists } from './empty-lists.js';
import { between, type Placing, placedSet, turned } from './placed-lists.js';

async function checkPlaced(harness: Harness, of: NamedSet, placing: Placing): Promise<readonly Fault[]> {
  const { set, batch } = placedSet(of, placing);
  const results = await harness.compute(set.loss, { outputs: outputNames, mask: 'i' }, batch);
  return comparePoints(harness, set, everyPoint(set), results).faults;
}

/** Without equal targets, whose order in the list ListMLE goes by. */
function untied(set: NamedSet): NamedSet {
  if (set.loss.spec.kind !== 'listMle') return set;
  return { ...set, points: set.points.filter(({ target }) => new Set(target).size === target.length) };
}

const placings = (set: NamedSet): readonly (readonly [NamedSet, Placing])[] =>
  set.loss.items === undefined
    ? [
        [untied(set), turned],
        [set, between],
      ]
    : [];

/** One artifact and lists of other lengths. */
async function checkLengths(harness: Harness, sets: readonly NamedSet[]): Promise<Fault[]> {
  const [first] = sets as [NamedSet];
  const compiled = await harness.compile(first.loss, { outputs: outputNames });
  const faults: Fault[] = [];
  for (const set of [...sets, first]) {
    const indices = everyPoint(set);
    faults.push(...comparePoints(harness, set, indices, await compiled.run(batchOf(set, indices))).faults);
  }
  await compiled.dispose();
  return faults;
}

/** Sets of one loss, of lists of several lengths. */
function byLoss(sets: readonly NamedSet[]): readonly (readonly NamedSet[])[] {
  const names = new Map<string, NamedSet[]>();
  for (const set of sets) {
    const key = JSON.stringify(set.loss.spec);
    names.set(key, [...(names.get(key) ?? []), set]);
  }
  return [...names.values()].filter((group) => group.length > 1);
}

/** What is asked of losses over lists besides their values: order, masks, lengths, lists that count nothing. */
export function listCases(sets: readonly NamedSet[], all: readonly NamedSet[]): readonly Case[] {
  const placed = sets.flatMap(placings).map(
    ([set, placing]): Case => ({
      id: `data/${placing.name}: ${set.id}`,
      level: 'data',
      quick: placing === between && set.family === 'pairwise sigmoid, relevance' && set.items === 2,
      check: async (harness) => ({ faults: await checkPlaced(harness, set, placing) }),
    }),
  );
  const lengths = byLoss(all).map(
    (group): Case => ({
      id: `data/lists of ${group.map(({ items }) => items).join(' and ')} in one artifact: ${(group[0] as NamedSet).id}`,
      level: 'data',
      quick: false,
      check: async (harness) => ({ faults: await checkLengths(harness, group) }),
    }),
  );
  const empty = sets.map(
    (set): Case => ({
      id: `data/lists that count nothing: ${set.id}`,
      level: 'data',
      quick: set.family === 'pairwise exp',
      check: async (harness) => ({ faults: await emptyLists(harness, set) }),
    }),
  );
  return [...placed, ...lengths, ...empty];
}
