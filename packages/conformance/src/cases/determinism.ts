import type { Reduction } from '@lossmith/core';
import type { Case } from '../case.js';
import { comparePoints } from '../compare-points.js';
import { outputNames } from '../exact/exact-values.js';
import { batchOf, everyPoint } from '../exact/points.js';
import type { NamedSet } from '../exact/sets.js';
import { type Fault, fault } from '../fault.js';
import type { Batch, Compiled, Harness, Results } from '../harness.js';
import type { RunResults } from '../subject.js';
import { differingParts } from './artifact-differences.js';
import { scrambled } from './sizes.js';

function firstDifference(x: Results, y: RunResults, when: string): Fault[] {
  return Object.keys(x).flatMap((name) => {
    const [first, second] = [x[name] as Float64Array, y[name] as ArrayLike<number>];
    const k = first.findIndex((value, n) => !Object.is(value, second[n]));
    if (k < 0) return [];
    return [fault(name, `${name}[${k}] is ${first[k]} at first and ${second[k]} ${when}, over the same data`)];
  });
}

/** Results belong to the caller: a later run leaves them alone. */
async function laterRun(compiled: Compiled, first: Batch, later: Batch): Promise<Fault[]> {
  const kept = await compiled.raw(first);
  const copy = Object.fromEntries(Object.entries(kept).map(([name, values]) => [name, Float64Array.from(values)]));
  await compiled.run(later);
  return firstDifference(copy, kept, 'in the same array after another run');
}

async function checkSame(harness: Harness, set: NamedSet, reduction: Reduction): Promise<Fault[]> {
  const options = { outputs: outputNames, reduction } as const;
  const [compiled, again] = [await harness.compile(set.loss, options), await harness.compile(set.loss, options)];
  // Before anything is run: an artifact may hold room that runs write to.
  const parts = differingParts(compiled.artifact, again.artifact, 'compiling the same loss twice');
  const all = batchOf(set, everyPoint(set));
  const longer = batchOf(set, scrambled(700, set.points.length));
  const first = await compiled.run(all);
  const turned = batchOf(set, everyPoint(set).reverse());
  const changed = [...(await laterRun(compiled, all, turned)), ...(await laterRun(compiled, all, longer))];
  const second = await compiled.run(all);
  const other = await again.run(all);
  await compiled.dispose();
  await again.dispose();
  const differences = [
    ...firstDifference(first, second, 'after a longer run'),
    ...firstDifference(first, other, 'from a second artifact'),
  ];
  return [...parts, ...changed, ...differences];
}

/** Artifacts of two losses, alive at once and run in turn. */
const twoInTurn = (first: NamedSet, second: NamedSet): Case => ({
  id: `determinism/in turn: ${first.id} and ${second.id}`,
  level: 'determinism',
  quick: true,
  check: async (harness) => {
    const options = { outputs: outputNames };
    const compiled = [await harness.compile(first.loss, options), await harness.compile(second.loss, options)] as const;
    const faults: Fault[] = [];
    for (const which of [0, 1, 0] as const) {
      const set = [first, second][which] as NamedSet;
      const indices = everyPoint(set);
      faults.push(...comparePoints(harness, set, indices, await compiled[which].run(batchOf(set, indices))).faults);
    }
    // And at once, as an application does that does not wait.
    const sets = [first, second, first];
    const runs = sets.map((set, k) => compiled[k % 2]?.run(batchOf(set, everyPoint(set).slice(k))));
    const results = await Promise.all(runs as readonly Promise<Results>[]);
    sets.forEach((set, k) => {
      faults.push(...comparePoints(harness, set, everyPoint(set).slice(k), results[k] as Results).faults);
    });
    for (const one of compiled) await one.dispose();
    return { faults };
  },
});

/** The same loss compiled twice, and the same data run again with others between. */
export function determinismCases(sets: readonly NamedSet[]): readonly Case[] {
  const same = sets.flatMap((set) =>
    (['none', 'mean'] as const).map(
      (reduction): Case => ({
        id: `determinism/${reduction}: ${set.id}`,
        level: 'determinism',
        quick: true,
        check: async (harness) => ({ faults: await checkSame(harness, set, reduction) }),
      }),
    ),
  );
  const [first, ...others] = sets;
  return [...same, ...others.map((other) => twoInTurn(first as NamedSet, other))];
}
