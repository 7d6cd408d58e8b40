import { type Loss, links, losses } from '@lossmith/core';
import { type LossProgramOptions, parametersOf, type Reduction } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { outputNames } from '../exact/exact-values.js';
import type { Fault } from '../fault.js';
import type { Batch, Compiled, Harness } from '../harness.js';
import { madeLabelled, madeRows, madeScores } from './made-batches.js';
import { differences, referenceResults } from './reference-results.js';

const { compositeSoftmax, matching, perClass, softmax } = losses;
const { arctan, exp, identity, sigmoid, sinh, sum } = links;

interface Parametric {
  readonly name: string;
  readonly loss: Loss;
  readonly quick: boolean;
  batch(examples: number, weighted: boolean): Batch;
}

const scores = (examples: number, weighted: boolean) =>
  madeScores(examples, weighted ? { weight: true, mask: '' } : {});
const rows = (examples: number, weighted: boolean) =>
  madeRows(examples, 3, weighted ? { weight: true, mask: 'i' } : {});
const labelled = (examples: number, weighted: boolean) =>
  madeLabelled(examples, 3, weighted ? { weight: true, mask: 'i' } : {});

/** Twelve parameters: no vector of four, and no block of eight, holds them. */
const many = matching(
  sum(
    [
      sinh({ amplitude: 0.5, rate: 0.5, center: -1 }),
      exp({ amplitude: 0.25, rate: 0.375, center: 2 }),
      arctan({ amplitude: 0.75, rate: 1.5, center: -0.5 }),
    ],
    { amplitude: 1.25, rate: 0.875, center: 0.125 },
  ),
);

const parametric: readonly Parametric[] = [
  {
    name: 'matching(sinh())',
    loss: matching(sinh({ amplitude: 2.5, rate: 0.5, center: 3 })),
    quick: true,
    batch: scores,
  },
  { name: 'twelve parameters of a sum', loss: many, quick: true, batch: scores },
  { name: 'softmax labels', loss: softmax({ target: 'label', temperature: 2 }), quick: true, batch: labelled },
  { name: 'perClass(sigmoid())', loss: perClass(sigmoid({ rate: 2, center: -1 })), quick: false, batch: rows },
  {
    name: 'composite softmax',
    loss: compositeSoftmax(sum([exp({ rate: 0.5 }), identity({ amplitude: 0.5, center: -1 })]), {
      form: 'matching',
      temperature: 2,
    }),
    quick: false,
    batch: rows,
  },
];

/** Another value for the k-th parameter than its default: centers below zero, all others above. */
const otherValue = (name: string, k: number): number =>
  name.endsWith('center') ? -0.75 - k / 8 : 0.5 + ((k * 3) % 7) / 8;

const nameList = ({ loss }: Parametric) => [...parametersOf(loss).keys()];
const each = (names: readonly string[], value: (name: string, k: number) => readonly number[]) =>
  Object.fromEntries(names.map((name, k) => [name, value(name, k)]));

const exampleValues = (name: string, k: number, examples: number) =>
  Array.from({ length: examples }, (_, row) => otherValue(name, k) * (1 + ((row * 5 + k) % 7) / 8));

/** Ways to give parameters, each named: none, all, one by one, by example, some so and some so. */
function waysOf(one: Parametric, examples: number): readonly (readonly [string, Record<string, readonly number[]>])[] {
  const names = nameList(one);
  const single = names.map((name, k): readonly [string, Record<string, readonly number[]>] => {
    return [`only ${name} given`, { [name]: [otherValue(name, k)] }];
  });
  const byExample = names.map((name, k): readonly [string, Record<string, readonly number[]>] => {
    return [`only ${name} given, by example`, { [name]: exampleValues(name, k, examples) }];
  });
  const mixed = (odd: number) => (name: string, k: number) =>
    k % 2 === odd ? exampleValues(name, k, examples) : [otherValue(name, k)];
  return [
    ['defaults', {}],
    ['all given', each(names, (name, k) => [otherValue(name, k)])],
    ['all given, in another order', each([...names].reverse(), (name, k) => [otherValue(name, names.length - 1 - k)])],
    ...single,
    ...byExample,
    ['all by example', each(names, (name, k) => exampleValues(name, k, examples))],
    ['odd ones by example', each(names, mixed(1))],
    ['even ones by example', each(names, mixed(0))],
    ['defaults again', {}],
  ];
}

async function checkWays(harness: Harness, compiled: Compiled, one: Parametric, options: LossProgramOptions) {
  const faults: Fault[] = [];
  for (const examples of [11, 70]) {
    const batch = one.batch(examples, options.weight === true);
    for (const [name, parameters] of waysOf(one, examples)) {
      const full = { ...batch, parameters };
      const inputs = compiled.inputsOf(full);
      const expected = referenceResults(one.loss, options, inputs);
      faults.push(
        ...differences(harness, await compiled.run(full, inputs), expected, `${name}, ${examples} rows`, full),
      );
    }
  }
  return faults;
}

async function check(harness: Harness, one: Parametric, reduction: Reduction, weighted: boolean): Promise<Fault[]> {
  const mask = one.loss.axes;
  const extras = weighted ? { weight: true, mask } : {};
  const options = { outputs: outputNames, reduction, parameters: nameList(one), ...extras };
  const compiled = await harness.compile(one.loss, options);
  const faults = await checkWays(harness, compiled, one, options);
  await compiled.dispose();
  return faults;
}

const settings = [
  ['none', false],
  ['none', true],
  ['sum', true],
  ['mean', false],
  ['mean', true],
] as const;

/** Open parameters together with all else that a call can bring. */
export const parameterWayCases: readonly Case[] = parametric.flatMap((one) =>
  settings.map(([reduction, weighted]): Case => {
    return {
      id: `data/open parameters, ${reduction}${weighted ? ', weights and a mask' : ''}: ${one.name}`,
      level: 'data',
      quick: one.quick && reduction !== 'sum' && (weighted || reduction === 'mean'),
      check: async (harness) => ({ faults: await check(harness, one, reduction, weighted) }),
    };
  }),
);
