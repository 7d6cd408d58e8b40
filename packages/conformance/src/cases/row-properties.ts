import type { Case } from '../case.js';
import type { NamedSet } from '../exact/sets.js';
import { type Fault, fault } from '../fault.js';
import type { Batch, Harness, Results } from '../harness.js';
import { roundingOf, show } from '../numbers.js';
import { randomRows } from './random-rows.js';
import { seedOf } from './random-scores.js';

const row = (batch: Batch, k: number) =>
  `row ${k}, ŝ = [${Array.from(batch.predicted)
    .slice(k * batch.items, (k + 1) * batch.items)
    .map(show)
    .join(', ')}]`;

function neverNegative({ loss }: Results, batch: Batch): Fault[] {
  return Array.from(loss as Float64Array).flatMap((value, k) =>
    value >= 0 ? [] : [fault('loss', `loss of ${row(batch, k)} is ${show(value)}, a loss is never negative`)],
  );
}

/** Where ŝ = s the loss and its gradient are exactly zero. */
function zeroAtOptimum({ loss, gradient }: Results, batch: Batch): Fault[] {
  return Array.from({ length: batch.examples }, (_, k) => k).flatMap((k) => {
    const places = Array.from({ length: batch.items }, (_, n) => k * batch.items + n);
    if (places.some((place) => batch.predicted[place] !== batch.target[place])) return [];
    const off = [loss?.[k], ...places.map((place) => gradient?.[place])].find((value) => value !== 0);
    return off === undefined ? [] : [fault('gradient', `${row(batch, k)} = s has ${show(off as number)}, exactly 0`)];
  });
}

/** Without a transform a common shift of the scores changes nothing: the gradient sums to zero. */
function noShift({ gradient }: Results, batch: Batch, unit: number): Fault[] {
  return Array.from({ length: batch.examples }, (_, k) => k).flatMap((k) => {
    const own = Array.from((gradient as Float64Array).subarray(k * batch.items, (k + 1) * batch.items));
    const total = own.reduce((sum, value) => sum + value, 0);
    const size = own.reduce((sum, value) => sum + Math.abs(value), 0);
    if (Math.abs(total) <= 128 * unit * Math.max(size, 1)) return [];
    return [fault('gradient', `gradients of ${row(batch, k)} sum to ${show(total)}, not to zero`)];
  });
}

/** Half way between two predictions a convex loss is at most the mean of theirs. */
async function convexity(harness: Harness, set: NamedSet, seed: number): Promise<Fault[]> {
  // Few digits, so that what lies half way is a float32 number.
  const coarse = (batch: Batch) => Array.from(batch.predicted, (z) => Math.round(z * 1024) / 1024);
  const from = randomRows(80, set.items, seed);
  const [start, end] = [coarse(from), coarse(randomRows(80, set.items, seed + 1))];
  const middle = start.map((z, k) => (z + (end[k] as number)) / 2);
  const lossOf = async (predicted: ArrayLike<number>) =>
    (await harness.compute(set.loss, { outputs: ['loss'] }, { ...from, predicted })).loss as Float64Array;
  const [first, second, between] = [await lossOf(start), await lossOf(end), await lossOf(middle)];
  return Array.from(between).flatMap((value, k) => {
    const mean = ((first[k] as number) + (second[k] as number)) / 2;
    if (value <= mean * (1 + 256 * roundingOf(harness.precision)) + 1e-30) return [];
    return [
      fault('loss', `half way to ${row(from, k)} the loss is ${show(value)}, above the mean ${show(mean)}: not convex`),
    ];
  });
}

const isConvex = ({ loss: { spec } }: NamedSet) => spec.form !== 'divergence';

/** Whether a loss asks for nothing but two rows of scores. */
const isOverScores = ({ loss: { inputs } }: NamedSet) =>
  inputs.length === 2 && inputs.every(({ kind, axes }) => kind === 'score' && axes === 'i');

const knowsDifferencesAlone = ({ loss: { spec } }: NamedSet) => spec.kind === 'softmax' || spec.kind === 'pairwise';

/** What holds of every loss over rows of scores. */
export function rowPropertyCases(sets: readonly NamedSet[]): readonly Case[] {
  const overScores = sets.filter(isOverScores);
  return overScores.flatMap((set) => {
    const name = set.id.slice(set.id.indexOf('/') + 1);
    const batch = randomRows(50, set.items, seedOf(name));
    const cases: Record<string, (results: Results, unit: number) => Fault[]> = {
      'never negative': (results) => neverNegative(results, batch),
      'zero at the optimum': (results) => zeroAtOptimum(results, batch),
      ...(knowsDifferencesAlone(set)
        ? { 'gradients sum to zero': (results, unit) => noShift(results, batch, unit) }
        : {}),
    };
    const convex: Case = {
      id: `properties/convex: ${name}`,
      level: 'properties',
      quick: false,
      check: async (harness) => ({ faults: await convexity(harness, set, seedOf(`convex ${name}`)) }),
    };
    const each = Object.entries(cases).map(
      ([what, check]): Case => ({
        id: `properties/${what}: ${name}`,
        level: 'properties',
        quick: false,
        check: async (harness) => {
          const results = await harness.compute(set.loss, {}, batch);
          return { faults: check(results, roundingOf(harness.precision)) };
        },
      }),
    );
    return isConvex(set) ? [...each, convex] : each;
  });
}
