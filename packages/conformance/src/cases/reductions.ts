import type { Precision, Reduction } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { compare, type Expectation } from '../compare.js';
import type { Door } from '../door.js';
import { type OutputName, outputNames } from '../exact/exact-values.js';
import type { NamedSet } from '../exact/sets.js';
import { exactSum } from '../exact-sum.js';
import type { Fault } from '../fault.js';
import { scrambled } from './sizes.js';
import { type Plan, type PlannedBatch, plannedBatch } from './weighted-rows.js';

/** What sums and means may add to the errors of what they are made of, relatively (design §4). */
export const reductionError: Readonly<Record<Precision, number>> = { float32: 1e-6, float64: 1e-13 };

const weights = [1, 0, 0.5, 2, 0.25, 3, 0, 1.5];
const weightOf = (row: number) => weights[row % weights.length] as number;
const keeps = (row: number) => row % 3 !== 1;

/** Ways to weight and mask; those with mask 'i' are for rows of classes. */
const plans: readonly Plan[] = [
  { name: 'plain' },
  { name: 'weights with zeros', weightOf },
  { name: 'weights all zero', weightOf: () => 0 },
  { name: 'tiny weights', weightOf: (row) => Math.fround((1 + (row % 3)) * 1e-12) },
  { name: 'a mask, NaN under it', mask: '', keeps },
  { name: 'all masked', mask: '', keeps: () => false },
  { name: 'weights and a mask, NaN under it', weightOf, mask: '', keeps },
  { name: 'a mask of classes, NaN under it', mask: 'i', keeps },
  { name: 'all classes masked', mask: 'i', keeps: () => false },
  { name: 'weights and a mask of classes', weightOf, mask: 'i', keeps },
];

const reductions: readonly Reduction[] = ['none', 'sum', 'mean'];

/** An expected number with the error it may have, before any reduction: w·x, and 0 where masked. */
interface Term {
  readonly value: number;
  readonly allowed: number;
}

function termsOf(planned: PlannedBatch, output: OutputName, per: number): readonly Term[] {
  return planned.exact(output).map((number, k) => {
    const weight = planned.rows[Math.floor(k / per)]?.weight ?? 1;
    if (number === undefined) return { value: 0, allowed: 0 };
    return { value: weight * number.value, allowed: weight * (number.allowed ?? 0) };
  });
}

function factorOf(reduction: Reduction, { rows }: PlannedBatch): number {
  if (reduction !== 'mean') return 1;
  const total = rows.reduce((sum, { point, weight }) => (point === undefined ? sum : sum + weight), 0);
  return total === 0 ? 0 : 1 / total;
}

const total = (terms: readonly Term[]): Term & { size: number } => ({
  value: exactSum(terms.map(({ value }) => value)),
  allowed: exactSum(terms.map(({ allowed }) => allowed)),
  size: exactSum(terms.map(({ value }) => Math.abs(value))),
});

function expectations(
  planned: PlannedBatch,
  outputs: readonly OutputName[],
  reduction: Reduction,
  precision: Precision,
): Expectation[] {
  const factor = factorOf(reduction, planned);
  return outputs.flatMap((output) => {
    const terms = termsOf(planned, output, output === 'loss' ? 1 : planned.exact(output).length / planned.rows.length);
    const summed = output === 'loss' && reduction !== 'none';
    const wanted = summed ? [total(terms)] : terms.map((term) => ({ ...term, size: Math.abs(term.value) }));
    return wanted.map(({ value, allowed, size }, k) => ({
      output,
      place: summed ? `the ${reduction} of ${planned.rows.length} losses` : `${output}[${k}], reduction ${reduction},`,
      text: String(value * factor),
      value: value * factor,
      allowed: factor * (allowed + size * reductionError[precision]),
    }));
  });
}

interface Way {
  readonly set: NamedSet;
  readonly plan: Plan;
  readonly reduction: Reduction;
  readonly outputs: readonly OutputName[];
  readonly rows: number;
}

async function checkWay(door: Door, { set, plan, reduction, outputs, rows }: Way): Promise<Fault[]> {
  const planned = plannedBatch(set, scrambled(rows, set.points.length), plan);
  const { mask } = plan;
  const extras = { weight: plan.weightOf !== undefined, ...(mask === undefined ? {} : { mask }) };
  const results = await door.compute(set.loss, { outputs, reduction, ...extras }, planned.batch);
  const flat = outputs.flatMap((name) => Array.from(results[name] as Float64Array));
  return expectations(planned, outputs, reduction, door.precision).flatMap((wanted, k) =>
    compare(flat[k] as number, wanted, door.precision),
  );
}

/** The families that are tried with many rows too. */
const representative = ['matching sinh', 'softmax, label'];

/** Those that the quick run has. */
const quickFamilies = [...representative, 'compositeSoftmax matching exp'];

/** Every plan and reduction; some again without any rows, and for one output alone. */
function waysOf(set: NamedSet): readonly Way[] {
  const own = plans.filter(({ mask }) => mask !== 'i' || set.loss.axes === 'i');
  const all = own.flatMap((plan) =>
    reductions.map((reduction): Way => ({ set, plan, reduction, outputs: outputNames, rows: 23 })),
  );
  const empty = all
    .filter(({ plan, reduction }) => reduction !== 'none' && !plan.name.startsWith('all') && plan.mask !== 'i')
    .map((way) => ({ ...way, rows: 0 }));
  const weighted = all.filter(({ plan, reduction }) => reduction === 'mean' && plan.weightOf === weightOf);
  const single = weighted.flatMap((way) => outputNames.map((output) => ({ ...way, outputs: [output] })));
  const large = all
    .filter(({ plan }) => ['plain', 'weights with zeros', 'weights and a mask, NaN under it'].includes(plan.name))
    .flatMap((way) => [257, 65_537].map((rows) => ({ ...way, rows })));
  return [...all, ...empty, ...single, ...(representative.includes(set.family) ? large : [])];
}

export function reductionCases(sets: readonly NamedSet[]): readonly Case[] {
  return sets.flatMap(waysOf).map((way) => {
    const { set, plan, reduction, outputs, rows } = way;
    const extent = `${rows === 23 ? '' : ` of ${rows === 0 ? 'no' : rows} rows`}${outputs.length === 1 ? ` of the ${outputs[0]} alone` : ''}`;
    return {
      id: `data/${reduction}${extent}, ${plan.name}: ${set.id}`,
      level: 'data',
      quick: reduction === 'mean' && rows < 1000 && outputs.length > 1 && quickFamilies.includes(set.family),
      check: async (door) => ({ faults: await checkWay(door, way) }),
    };
  });
}
