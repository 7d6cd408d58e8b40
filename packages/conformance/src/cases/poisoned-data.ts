import { evaluate, isLossmithError } from '@lossmith/core';
import { inputOf } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { comparePoints } from '../compare-points.js';
import type { ExactPoint } from '../exact/exact-points.js';
import { type OutputName, outputNames } from '../exact/exact-values.js';
import { batchOf } from '../exact/points.js';
import type { NamedSet } from '../exact/sets.js';
import { type Fault, fault } from '../fault.js';
import type { Batch, Compiled, Harness, Results } from '../harness.js';
import { show } from '../numbers.js';
import { scrambled } from './sizes.js';

/** Results of a run in which some rows are bad, or undefined where a kernel refuses them on the host, as it may. */
async function runWithBad(compiled: Compiled, bad: Batch, mayThrow: boolean): Promise<Results | undefined> {
  try {
    return await compiled.run(bad);
  } catch (error) {
    if (mayThrow && isLossmithError(error) && error.lossmith === 'value') return undefined;
    throw error;
  }
}

/** NaN in the bad rows' losses and first gradients, all others untouched. */
function onlyNaN(
  harness: Harness,
  set: NamedSet,
  indices: readonly number[],
  examples: readonly number[],
  results: Results,
  required: readonly OutputName[],
): Fault[] {
  const nan = examples.flatMap((row) =>
    required.flatMap((name) => {
      const values = results[name] as Float64Array;
      const per = values.length / indices.length;
      const own = values.subarray(row * per, (row + 1) * per);
      if (own.some(Number.isNaN)) return [];
      return [fault(name, `${name} of row ${row} is ${Array.from(own, show).join(', ')}, expected NaN`)];
    }),
  );
  const good = indices.map((_, row) => row).filter((row) => !examples.includes(row));
  const pick = (values: Float64Array, per: number) =>
    Float64Array.from(good.flatMap((row) => Array.from(values.subarray(row * per, (row + 1) * per))));
  const others = Object.fromEntries(
    Object.entries(results).map(([name, values]) => [name, pick(values, values.length / indices.length)]),
  );
  const goodIndices = good.map((row) => indices[row] as number);
  return [...nan, ...comparePoints(harness, set, goodIndices, others).faults];
}

const replaceRows = (values: ArrayLike<number>, width: number, examples: ReadonlyMap<number, readonly number[]>) => {
  const out = Array.from(values);
  for (const [row, entry] of examples) out.splice(row * width, width, ...entry);
  return out;
};

const entriesOf = ({ others = {}, ...batch }: Batch, input: string) =>
  (others[input] ?? batch[input as 'predicted']) as ArrayLike<number>;

const withEntries = (batch: Batch, input: string, values: readonly number[]): Batch =>
  batch.others?.[input] === undefined
    ? { ...batch, [input]: values }
    : { ...batch, others: { ...batch.others, [input]: values } };

/** What is put into one input of some rows, all of which must then be NaN. */
interface Poison {
  readonly what: string;
  /** One of the loss, or `weight`. */
  readonly input: string;
  readonly values: readonly (readonly number[])[];
  /** Whether a check on the host may refuse it instead. */
  readonly mayThrow: boolean;
}

const count = 41;

function poisonsOf(set: NamedSet): readonly Poison[] {
  const { predicted, target, others } = set.points[0] as ExactPoint;
  const nan = Number.NaN;
  // Labels reach a backend as integers where all of a batch are whole, so that these are tried apart from the others.
  const isBroken = (values: readonly number[]) =>
    inputOf(set.loss, 'target')?.kind === 'label' && !values.every(Number.isInteger);
  const [whole, broken] = [set.invalid.filter((values) => !isBroken(values)), set.invalid.filter(isBroken)];
  const atBothEnds = (values: readonly number[]) => [
    [nan, ...values.slice(1)],
    [...values.slice(0, -1), nan],
  ];
  const all: readonly Poison[] = [
    { what: 'NaN in predicted', input: 'predicted', values: atBothEnds(predicted), mayThrow: false },
    { what: 'NaN in target', input: 'target', values: target.length > 0 ? atBothEnds(target) : [], mayThrow: false },
    ...Object.entries(others).map(([input, values]) => {
      return { what: `NaN in ${input}`, input, values: atBothEnds(values), mayThrow: true };
    }),
    { what: 'targets that are none', input: 'target', values: whole, mayThrow: true },
    { what: 'targets that are no whole number', input: 'target', values: broken, mayThrow: true },
    { what: 'NaN in weight', input: 'weight', values: [[nan]], mayThrow: true },
    { what: 'a negative weight', input: 'weight', values: [[-1]], mayThrow: true },
  ];
  // Labels are whole numbers in some stacks, which have no NaN.
  const possible = all.filter(({ what }) => what !== 'NaN in target' || inputOf(set.loss, 'target')?.kind !== 'label');
  return possible.filter(({ values }) => values.length > 0);
}

async function checkPoison(
  harness: Harness,
  set: NamedSet,
  { what, input, values, mayThrow }: Poison,
): Promise<Fault[]> {
  const indices = scrambled(count + values.length, set.points.length);
  const examples = values.map((_, k) => 3 + k);
  const clean: Batch = {
    ...batchOf(set, indices),
    ...(input === 'weight' ? { weight: Array(indices.length).fill(1) } : {}),
  };
  const entries = entriesOf(clean, input);
  const at = new Map(examples.map((row, k) => [row, values[k] as readonly number[]]));
  const bad = withEntries(clean, input, replaceRows(entries, entries.length / indices.length, at));
  const compiled = await harness.compile(set.loss, { outputs: outputNames, weight: input === 'weight' });
  const results = await runWithBad(compiled, bad, mayThrow);
  await compiled.dispose();
  if (results === undefined) return [];
  const required = what.startsWith('NaN in') ? nanOutputs(set, bad, examples[0] as number, input) : outputNames;
  return onlyNaN(harness, set, indices, examples, results, required);
}

/** The outputs that the reference evaluator makes NaN there: the curvature of some losses knows neither score. */
function nanOutputs(
  set: NamedSet,
  { examples, items, predicted, target, others = {}, weight }: Batch,
  row: number,
  input: string,
): readonly OutputName[] {
  const shape = set.loss.axes === 'i' ? [examples, items] : [examples];
  // A weight that is NaN is an error in evaluate, and NaN in everything for a compiled program.
  if (weight !== undefined || input === 'itemWeight') return outputNames;
  const observed = inputOf(set.loss, 'target') === undefined ? {} : { target };
  const flat = Object.fromEntries(
    Object.entries({ predicted, ...observed, ...others }).map(([name, x]) => [name, Float64Array.from(x)]),
  ) as { readonly predicted: Float64Array };
  const reference = evaluate(set.loss, { ...flat, shape });
  return outputNames.filter((name) => {
    const per = reference[name].length / examples;
    return reference[name].subarray(row * per, (row + 1) * per).some(Number.isNaN);
  });
}

const poisonCases = (sets: readonly NamedSet[], takes: (poison: Poison) => boolean, quick: boolean): readonly Case[] =>
  sets.flatMap((set) =>
    poisonsOf(set)
      .filter(takes)
      .map(
        (poison): Case => ({
          id: `failures/${poison.what}: ${set.id}`,
          level: 'failures',
          quick,
          check: async (harness) => ({ faults: await checkPoison(harness, set, poison) }),
        }),
      ),
  );

/** A sum or mean over a NaN that no mask hides is NaN. */
const reducedNaN = (set: NamedSet): readonly Case[] =>
  (['sum', 'mean'] as const).map((reduction) => ({
    id: `failures/NaN in the ${reduction}: ${set.id}`,
    level: 'failures',
    quick: true,
    check: async (harness) => {
      const indices = scrambled(count, set.points.length);
      const batch = batchOf(set, indices);
      const predicted = Array.from(batch.predicted);
      // A list without a pair counts nothing, whatever its scores are.
      const last = Math.max(...indices.map((k, row) => (set.points[k]?.counts ? row : 0)));
      predicted[(last + 1) * batch.items - 1] = Number.NaN;
      const mask = Array<number>(batch.examples).fill(1);
      const options = { outputs: ['loss'], reduction, mask: '' } as const;
      const { loss } = await harness.compute(set.loss, options, { ...batch, predicted, mask });
      const value = loss?.[0] as number;
      return {
        faults: Number.isNaN(value)
          ? []
          : [fault('loss', `the ${reduction} over a NaN is ${show(value)}, expected NaN`)],
      };
    },
  }));

/**
 * Bad data give NaN in their own entry (class losses: row), and nowhere else: every way for `sets`, NaN for one set of each family,
 * targets that are none for all that list some.
 */
export function poisonedDataCases(
  sets: readonly NamedSet[],
  families: readonly NamedSet[],
  withInvalid: readonly NamedSet[],
): readonly Case[] {
  const others = families.filter((set) => !sets.some(({ id }) => id === set.id));
  return [
    ...poisonCases(sets, () => true, true),
    ...sets.flatMap(reducedNaN),
    ...poisonCases(others, ({ what }) => what.startsWith('NaN'), false),
    ...poisonCases(withInvalid, ({ what }) => what.startsWith('targets that are no'), false),
  ];
}
