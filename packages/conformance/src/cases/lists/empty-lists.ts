import type { ExactPoint } from '../../exact/exact-points.js';
import { outputNames } from '../../exact/exact-values.js';
import { batchOf } from '../../exact/points.js';
import type { NamedSet } from '../../exact/sets.js';
import { exactSum } from '../../exact-sum.js';
import { type Fault, fault } from '../../fault.js';
import type { Batch, Harness } from '../../harness.js';
import { show } from '../../numbers.js';
import { meanError } from '../../sum-error.js';

/** Of two neighbours one has its mask leave too few items; without a weight of their own they would count as much as all others. */
const isEmpty = (row: number) => row % 2 === 1;
const weightOf = (row: number) => (isEmpty(row) ? 3 : 0.5 + (row % 4) / 4);

/** Whether a list of one item counts: rows of classes do, with a loss that is 0 or not. */
const needsTwo = ({ loss: { spec } }: NamedSet) => spec.kind !== 'distillation';

interface Rows {
  readonly batch: Batch;
  readonly points: readonly ExactPoint[];
}

/** Every point twice, the second time with one item left of it (rows of classes: none). */
function rowsOf(set: NamedSet): Rows {
  const indices = set.points.flatMap((_, k) => [k, k]);
  const left = needsTwo(set) ? 1 : 0;
  const mask = indices.flatMap((_, row) =>
    Array.from({ length: set.items }, (__, item) => (isEmpty(row) && item >= left ? 0 : 1)),
  );
  const weight = indices.map((_, row) => weightOf(row));
  const points = indices.map((k) => set.points[k] as ExactPoint);
  return { batch: { ...batchOf(set, indices), mask, weight }, points };
}

/** Σ w·L / Σ w over the lists that count, with its bar. */
function expectedMean({ points }: Rows, harness: Harness) {
  const counted = points
    .map((point, row) => ({ point, row }))
    .filter(({ point, row }) => point.counts && !isEmpty(row));
  const of = (value: (point: ExactPoint) => number) =>
    exactSum(counted.map(({ point, row }) => weightOf(row) * value(point)));
  const total = of(() => 1);
  if (total === 0) return { value: 0, bar: 0 };
  const value = of((point) => point.exact.loss[0]?.value ?? 0) / total;
  const allowed = of((point) => point.exact.loss[0]?.allowed ?? 0) / total;
  return { value, bar: allowed + value * meanError(points.length, harness.precision) };
}

/** A list whose mask leaves no pair has results of exactly 0, and its weight counts nothing in a mean. */
export async function emptyLists(harness: Harness, set: NamedSet): Promise<Fault[]> {
  const rows = rowsOf(set);
  const extras = { weight: true, mask: 'i' } as const;
  const own = await harness.compute(set.loss, { outputs: outputNames, ...extras }, rows.batch);
  const notZero = outputNames.flatMap((name) => {
    const values = own[name] as Float64Array;
    const per = values.length / rows.points.length;
    const k = values.findIndex((value, n) => isEmpty(Math.floor(n / per)) && value !== 0);
    return k < 0
      ? []
      : [fault(name, `${name}[${k}] of a list without a pair is ${show(values[k] as number)}, exactly 0`)];
  });
  const options = { outputs: ['loss'], reduction: 'mean', ...extras } as const;
  const mean = (await harness.compute(set.loss, options, rows.batch)).loss?.[0] as number;
  const { value, bar } = expectedMean(rows, harness);
  if (Math.abs(mean - value) <= bar) return notZero;
  const message = `the mean of lists, every second without a pair and with a weight of 3, is ${show(mean)}, expected ${show(value)}`;
  return [...notZero, fault('loss', message)];
}
