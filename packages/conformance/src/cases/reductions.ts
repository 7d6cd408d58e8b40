import type { Precision, Reduction } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { compare, type Expectation } from '../compare.js';
import { type OutputName, outputNames } from '../exact/exact-values.js';
import type { NamedSet } from '../exact/sets.js';
import { exactSum } from '../exact-sum.js';
import type { Fault } from '../fault.js';
import type { Harness } from '../harness.js';
import { smallestNormal } from '../numbers.js';
import { meanError } from '../sum-error.js';
import { scrambled } from './sizes.js';
import { type Plan, type PlannedBatch, plannedBatch } from './weighted-rows.js';

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

/** Expected numbers with the errors they may have, before any reduction: w·x, and 0 where masked. */
interface Terms {
  readonly values: Float64Array;
  readonly allowed: Float64Array;
}

function termsOf(planned: PlannedBatch, output: OutputName): Terms {
  const exact = planned.exact(output);
  const per = exact.length / planned.examples.length;
  const [values, allowed] = [new Float64Array(exact.length), new Float64Array(exact.length)];
  exact.forEach((number, k) => {
    if (number === undefined) return;
    const weight = planned.examples[Math.floor(k / per)]?.weight ?? 1;
    values[k] = weight * number.value;
    allowed[k] = weight * (number.allowed ?? 0);
  });
  return { values, allowed };
}

function factorOf(reduction: Reduction, { examples }: PlannedBatch): number {
  if (reduction !== 'mean') return 1;
  const total = examples.reduce((sum, { point, weight }) => (point?.counts ? sum + weight : sum), 0);
  return total === 0 ? 0 : 1 / total;
}

/** What an output of a way has to be, and how to speak of its numbers. */
interface Expected extends Terms {
  readonly place: (k: number) => string;
}

function expected(planned: PlannedBatch, output: OutputName, reduction: Reduction, precision: Precision): Expected {
  const factor = factorOf(reduction, planned);
  const terms = termsOf(planned, output);
  const bar = meanError(planned.examples.length, precision);
  if (output === 'loss' && reduction !== 'none') {
    const [sum, size] = [exactSum(terms.values), exactSum(terms.values.map(Math.abs))];
    const error = exactSum(terms.allowed) + size * bar;
    const place = () => `the ${reduction} of ${planned.examples.length} losses`;
    return { values: Float64Array.of(sum * factor), allowed: Float64Array.of(factor * error), place };
  }
  return {
    values: terms.values.map((value) => value * factor),
    allowed: terms.allowed.map((error, k) => factor * (error + Math.abs(terms.values[k] as number) * bar)),
    place: (k) => `${output}[${k}], reduction ${reduction},`,
  };
}

/** What is wrong with an output. Most of many numbers are as they should be, and nothing is said of them. */
function faultsOf(
  output: OutputName,
  found: ArrayLike<number>,
  { values, allowed, place }: Expected,
  harness: Harness,
) {
  const faults: Fault[] = [];
  values.forEach((value, k) => {
    const [actual, bar] = [found[k] ?? Number.NaN, allowed[k] as number];
    const isNormal = Math.abs(value) >= smallestNormal(harness.precision);
    if (value === 0 ? actual === 0 : isNormal && Math.abs(actual - value) <= bar) return;
    const wanted: Expectation = { output, place: place(k), text: String(value), value, allowed: bar };
    faults.push(...compare(actual, wanted, harness.precision));
  });
  return faults;
}

interface Way {
  readonly set: NamedSet;
  readonly plan: Plan;
  readonly reduction: Reduction;
  readonly outputs: readonly OutputName[];
  readonly examples: number;
}

async function checkWay(harness: Harness, { set, plan, reduction, outputs, examples }: Way): Promise<Fault[]> {
  const planned = plannedBatch(set, scrambled(examples, set.points.length), plan);
  const { mask } = plan;
  const extras = { weight: plan.weightOf !== undefined, ...(mask === undefined ? {} : { mask }) };
  const results = await harness.compute(set.loss, { outputs, reduction, ...extras }, planned.batch);
  return outputs.flatMap((output) => {
    const wanted = expected(planned, output, reduction, harness.precision);
    return faultsOf(output, results[output] as Float64Array, wanted, harness);
  });
}

/** The families that are tried with many rows too. */
const representative = ['matching sinh', 'softmax, label'];

/** Those that the quick run has. */
const quickFamilies = [...representative, 'compositeSoftmax matching exp', 'pairwise sigmoid, relevance'];

/** Every plan and reduction; some again without any rows, and for one output alone. */
function waysOf(set: NamedSet): readonly Way[] {
  const own = plans.filter(({ mask }) => mask !== 'i' || set.loss.axes === 'i');
  const all = own.flatMap((plan) =>
    reductions.map((reduction): Way => ({ set, plan, reduction, outputs: outputNames, examples: 23 })),
  );
  const empty = all
    .filter(({ plan, reduction }) => reduction !== 'none' && !plan.name.startsWith('all') && plan.mask !== 'i')
    .map((way) => ({ ...way, examples: 0 }));
  const weighted = all.filter(({ plan, reduction }) => reduction === 'mean' && plan.weightOf === weightOf);
  const single = weighted.flatMap((way) => outputNames.map((output) => ({ ...way, outputs: [output] })));
  const many = all
    .filter(({ plan }) => ['plain', 'weights with zeros', 'weights and a mask, NaN under it'].includes(plan.name))
    .map((way) => ({ ...way, examples: 257 }));
  // Among more rows than 16 bits count: with everything that is looked up by row, and a mean without any.
  const large = many
    .filter(
      ({ plan, reduction }) =>
        (plan.weightOf !== undefined && plan.mask === '') || (plan.name === 'plain' && reduction === 'mean'),
    )
    .map((way) => ({ ...way, examples: 65_537 }));
  return [...all, ...empty, ...single, ...(representative.includes(set.family) ? [...many, ...large] : [])];
}

export function reductionCases(sets: readonly NamedSet[]): readonly Case[] {
  return sets.flatMap(waysOf).map((way) => {
    const { set, plan, reduction, outputs, examples } = way;
    const extent = `${examples === 23 ? '' : ` of ${examples === 0 ? 'no' : examples} rows`}${outputs.length === 1 ? ` of the ${outputs[0]} alone` : ''}`;
    return {
      id: `data/${reduction}${extent}, ${plan.name}: ${set.id}`,
      level: 'data',
      quick: reduction === 'mean' && examples < 1000 && outputs.length > 1 && quickFamilies.includes(set.family),
      check: async (harness) => ({ faults: await checkWay(harness, way) }),
    };
  });
}
