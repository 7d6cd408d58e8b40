import { inputOf } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { comparePoints } from '../compare-points.js';
import type { ExactNumber, ExactPoint } from '../exact/exact-points.js';
import { outputNames } from '../exact/exact-values.js';
import { batchOf, everyPoint } from '../exact/points.js';
import type { NamedSet } from '../exact/sets.js';
import { fault } from '../fault.js';
import type { Harness } from '../harness.js';
import { show } from '../numbers.js';

const none = Number.NEGATIVE_INFINITY;
const zero: ExactNumber = { text: '0.0', value: 0, allowed: 0 };

/** The losses under which a score of −∞, the habit of those who mask in logits, is a class that is not there. */
const wanted = [
  'golden/softmax() × 3',
  'golden/softmax({ target: "label" }) × 3',
  'golden/softmax({ target: "probability" }) × 3',
];

type Put = <Value>(row: readonly Value[], more: Value) => readonly Value[];
const places: Readonly<Record<string, Put>> = {
  first: (row, more) => [more, ...row],
  last: (row, more) => [...row, more],
  amid: ([head, ...rest], more) => [head, more, ...rest] as never,
};

/** The target of a row that has one more class, of probability 0: labels count the classes before theirs. */
function targetWith(kind: string | undefined, target: readonly number[], place: string, put: Put): readonly number[] {
  if (kind !== 'label') return put(target, kind === 'score' ? none : 0);
  const before = place === 'last' || (place === 'amid' && target[0] === 0) ? 0 : 1;
  return target.map((label) => label + before);
}

/** The same exact points with a class of −∞, which has no gradient and changes nothing else. */
function withAbsentClass(set: NamedSet, place: string, put: Put): NamedSet {
  const kind = inputOf(set.loss, 'target')?.kind;
  const points = set.points.map(
    ({ predicted, target, exact, ...rest }): ExactPoint => ({
      ...rest,
      predicted: put(predicted, none),
      target: targetWith(kind, target, place, put),
      exact: { loss: exact.loss, gradient: put(exact.gradient, zero), hessian: put(exact.hessian, zero) },
    }),
  );
  return { ...set, points, items: set.items + 1 };
}

/** A row of nothing but −∞ is as one whose classes are all masked. */
async function checkNothing(harness: Harness, set: NamedSet) {
  const predicted = [none, none, none];
  const { target } = set.points[0] as ExactPoint;
  const batch = { examples: 1, items: 3, predicted, target };
  const results = await harness.compute(set.loss, { outputs: ['loss', 'gradient'] }, batch);
  return ['loss', 'gradient'].flatMap((name) =>
    Array.from(results[name] ?? [])
      .filter((value) => value !== 0)
      .map((value) => fault(name, `${name} of a row of nothing but −∞ is ${show(value)}, exactly 0`)),
  );
}

/** −∞ means the limit (design §5): in softmax a class of probability 0, wherever it stands. */
export function infinityCases(sets: readonly NamedSet[]): readonly Case[] {
  return sets
    .filter(({ id }) => wanted.includes(id))
    .map((set) => ({
      id: `data/a class of −∞: ${set.id}`,
      level: 'data',
      quick: true,
      check: async (harness) => {
        const faults = await checkNothing(harness, set);
        for (const [place, put] of Object.entries(places)) {
          const more = withAbsentClass(set, place, put);
          const results = await harness.compute(more.loss, { outputs: outputNames }, batchOf(more, everyPoint(more)));
          faults.push(...comparePoints(harness, more, everyPoint(more), results).faults);
        }
        return { faults };
      },
    }));
}
