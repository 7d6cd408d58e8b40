import type { Loss } from '@lossmith/core';
import { parametersOf } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { comparePoints } from '../compare-points.js';
import type { ExactPoint } from '../exact/exact-points.js';
import { type OutputName, outputNames } from '../exact/exact-values.js';
import { batchOf, everyPoint, joined } from '../exact/points.js';
import type { NamedSet } from '../exact/sets.js';
import type { Fault } from '../fault.js';
import type { Batch, Compiled, Harness } from '../harness.js';

type Values = Readonly<Record<string, readonly number[]>>;

const found = new WeakMap<Loss, Values>();

/** Parameters of one set's loss as arrays of one number; found once, by a walk through its expressions. */
function valuesOf({ loss }: NamedSet): Values {
  const values = found.get(loss) ?? Object.fromEntries([...parametersOf(loss)].map(([name, value]) => [name, [value]]));
  found.set(loss, values);
  return values;
}

/** What a loss is but for the numbers that are parameters. */
function shapeOf(set: NamedSet): string {
  const paths = Object.keys(valuesOf(set));
  const names = paths.map((path) => path.slice(path.lastIndexOf('.') + 1));
  const spec = JSON.stringify(set.loss.spec, (key, value) => (names.includes(key) ? undefined : value));
  return `${spec} ${set.items} ${paths}`;
}

function groups(sets: readonly NamedSet[]): Map<string, NamedSet[]> {
  const byShape = new Map<string, NamedSet[]>();
  for (const set of sets) {
    const shape = shapeOf(set);
    byShape.set(shape, [...(byShape.get(shape) ?? []), set]);
  }
  return byShape;
}

/** Pairs of sets that differ in the values of their parameters alone, one pair for each shape. */
function pairsOf(sets: readonly NamedSet[]): readonly (readonly [NamedSet, NamedSet])[] {
  const byShape = groups(sets);
  return [...byShape.values()].flatMap(([first, ...others]) => {
    const other = others.find((set) => JSON.stringify(valuesOf(set)) !== JSON.stringify(valuesOf(first as NamedSet)));
    return first === undefined || other === undefined ? [] : [[first, other] as const];
  });
}

async function check(
  harness: Harness,
  compiled: Compiled,
  set: NamedSet,
  parameters: Values | undefined,
  when: string,
) {
  const indices = everyPoint(set);
  const batch: Batch = { ...batchOf(set, indices), ...(parameters === undefined ? {} : { parameters }) };
  const { faults } = comparePoints(harness, set, indices, await compiled.run(batch));
  return faults.map((found) => ({ ...found, message: `${when}: ${found.message}` }));
}

/** Examples of both sets in turn, each with its own parameters. */
async function checkInTurn(
  harness: Harness,
  compiled: Compiled,
  sets: readonly [NamedSet, NamedSet],
): Promise<Fault[]> {
  const count = Math.min(sets[0].points.length, sets[1].points.length);
  // More than a thousand rows, so that blocks have to find their place among the parameters too.
  const turns = Array.from({ length: 2500 }, (_, k) => ({
    set: sets[k % 2] as NamedSet,
    k: Math.floor(k / 2) % count,
  }));
  const join = (values: (turn: (typeof turns)[number]) => readonly number[]) => turns.flatMap(values);
  const parameters = Object.fromEntries(
    Object.keys(valuesOf(sets[0])).map((name) => [name, join(({ set }) => valuesOf(set)[name] as readonly number[])]),
  );
  const batch: Batch = {
    examples: turns.length,
    items: sets[0].items,
    predicted: join(({ set, k }) => set.points[k]?.predicted ?? []),
    target: join(({ set, k }) => set.points[k]?.target ?? []),
    others: joined(
      sets[0].loss,
      turns.map(({ set, k }) => set.points[k] as ExactPoint),
    ),
    parameters,
  };
  const results = await compiled.run(batch);
  return sets.flatMap((set, which) => {
    const own = outputNames.map((name: OutputName) => {
      const per = (results[name] as Float64Array).length / turns.length;
      return [name, (results[name] as Float64Array).filter((_, n) => Math.floor(n / per) % 2 === which)] as const;
    });
    const { faults } = comparePoints(
      harness,
      set,
      Array.from({ length: turns.length / 2 }, (_, k) => k % count),
      Object.fromEntries(own),
    );
    return faults.map((found) => ({ ...found, message: `one per example: ${found.message}` }));
  });
}

/** Some parameters as one number, the others as one per example. */
async function checkMixed(harness: Harness, compiled: Compiled, set: NamedSet, which: 0 | 1): Promise<Fault[]> {
  const examples = set.points.length;
  const mixed = Object.entries(valuesOf(set)).map(([name, [value]], k) => {
    return [name, k % 2 === which ? Array<number>(examples).fill(value as number) : [value as number]] as const;
  });
  return check(harness, compiled, set, Object.fromEntries(mixed), 'some one number, some one per example');
}

/** With a mean: gradients times the number of examples are those of each. */
async function checkMean(harness: Harness, first: NamedSet, other: NamedSet): Promise<Fault[]> {
  const indices = everyPoint(other);
  const parameters = valuesOf(other);
  const options = { outputs: ['gradient', 'hessian'], reduction: 'mean', parameters: Object.keys(parameters) } as const;
  const results = await harness.compute(first.loss, options, { ...batchOf(other, indices), parameters });
  const times = (name: string) => (results[name] as Float64Array).map((x) => x * indices.length);
  const { faults } = comparePoints(harness, other, indices, { gradient: times('gradient'), hessian: times('hessian') });
  return faults.map((found) => ({ ...found, message: `with a mean: ${found.message}` }));
}

/** Parameters left open: their defaults, other values, the defaults again, one per example. */
export function parameterCases(sets: readonly NamedSet[]): readonly Case[] {
  return pairsOf(sets).map((pair, k) => ({
    id: `data/parameters of ${pair[0].id}`,
    level: 'data',
    quick: k < 2,
    check: async (harness) => {
      const [first, other] = pair;
      const compiled = await harness.compile(first.loss, {
        outputs: outputNames,
        parameters: [...parametersOf(first.loss).keys()],
      });
      try {
        const faults = [
          ...(await check(harness, compiled, first, undefined, 'defaults')),
          ...(await check(harness, compiled, other, valuesOf(other), 'given at call time')),
          ...(await check(harness, compiled, first, undefined, 'defaults again')),
          ...(await checkInTurn(harness, compiled, pair)),
          ...(await checkMixed(harness, compiled, other, 0)),
          ...(await checkMixed(harness, compiled, other, 1)),
          ...(await checkMean(harness, first, other)),
          ...(await checkMean(harness, other, first)),
        ];
        return { faults };
      } finally {
        await compiled.dispose();
      }
    },
  }));
}
