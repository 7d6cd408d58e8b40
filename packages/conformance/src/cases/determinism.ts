import { partsOf } from '../artifact-parts.js';
import type { Case } from '../case.js';
import type { Results } from '../door.js';
import { outputNames } from '../exact/exact-values.js';
import { batchOf, everyPoint } from '../exact/points.js';
import type { NamedSet } from '../exact/sets.js';
import { type Fault, fault } from '../fault.js';
import { scrambled } from './sizes.js';

function firstDifference(x: Results, y: Results, when: string): Fault[] {
  return Object.keys(x).flatMap((name) => {
    const [first, second] = [x[name] as Float64Array, y[name] as Float64Array];
    const k = first.findIndex((value, n) => !Object.is(value, second[n]));
    if (k < 0) return [];
    return [fault(name, `${name}[${k}] is ${first[k]} at first and ${second[k]} ${when}, over the same data`)];
  });
}

function differingParts(first: unknown, second: unknown): Fault[] {
  const [before, after] = [partsOf(first), partsOf(second)];
  const changed = before.find(({ value }, k) => {
    const other = after[k]?.value;
    return typeof value === 'string' ? value !== other : value.some((byte, n) => byte !== (other as Uint8Array)?.[n]);
  });
  if (changed === undefined && before.length === after.length) return [];
  return [
    fault(
      'artifact',
      `compiling the same loss twice gives artifacts that differ${changed === undefined ? '' : ` at artifact${changed.path}`}`,
    ),
  ];
}

/** The same loss compiled twice, and the same data run three times with others between. */
export function determinismCases(sets: readonly NamedSet[]): readonly Case[] {
  return sets.map((set) => ({
    id: `determinism/${set.id}`,
    level: 'determinism',
    quick: true,
    check: async (door) => {
      const options = { outputs: outputNames, weight: false } as const;
      const [compiled, again] = [await door.compile(set.loss, options), await door.compile(set.loss, options)];
      const all = batchOf(set, everyPoint(set));
      const longer = batchOf(set, scrambled(700, set.points.length));
      const first = await compiled.run(all);
      await compiled.run(longer);
      const second = await compiled.run(all);
      const other = await again.run(all);
      const parts = differingParts(compiled.artifact, again.artifact);
      await compiled.dispose();
      await again.dispose();
      return {
        faults: [
          ...parts,
          ...firstDifference(first, second, 'after a longer run'),
          ...firstDifference(first, other, 'from a second artifact'),
        ],
      };
    },
  }));
}
