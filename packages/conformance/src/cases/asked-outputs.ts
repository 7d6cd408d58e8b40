import { type Loss, links, losses } from '@lossmith/core';
import type { LossProgramOptions, MaskAxes, Reduction } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { type OutputName, outputNames } from '../exact/exact-values.js';
import type { Fault } from '../fault.js';
import type { Batch, Harness } from '../harness.js';
import { madeLabelled, madeRows, madeScores } from './made-batches.js';
import { differences, referenceResults } from './reference-results.js';

/** Every list of some of the outputs, in every order: 15 of them. */
function ordersOf(names: readonly OutputName[]): readonly (readonly OutputName[])[] {
  return names.flatMap((first) => {
    const rest = names.filter((name) => name !== first);
    return [[first], ...ordersOf(rest).map((others) => [first, ...others])];
  });
}

/** A loss with all that a call can bring, and without. */
interface Asked {
  readonly name: string;
  readonly loss: Loss;
  readonly extras: LossProgramOptions;
  readonly quick: boolean;
  batch(examples: number): Batch;
}

const made = (mask: MaskAxes | undefined) => ({ weight: mask !== undefined, mask });
const extrasOf = (mask: MaskAxes | undefined): LossProgramOptions => (mask === undefined ? {} : { weight: true, mask });

const scores = (mask?: MaskAxes): Asked => ({
  name: `matching(exp()), ${mask === undefined ? 'plain' : 'weights and a mask'}`,
  loss: losses.matching(links.exp({ rate: 0.5 })),
  extras: extrasOf(mask),
  quick: true,
  batch: (examples) => madeScores(examples, made(mask)),
});

const labels = (mask?: MaskAxes): Asked => ({
  name: `softmax labels, ${mask === undefined ? 'plain' : 'weights and a mask'}`,
  loss: losses.softmax({ target: 'label' }),
  extras: extrasOf(mask),
  quick: mask !== undefined,
  batch: (examples) => madeLabelled(examples, 4, made(mask)),
});

const rows = (name: string, loss: Loss): Asked => ({
  name: `${name}, weights and a mask`,
  loss,
  extras: extrasOf('i'),
  quick: false,
  batch: (examples) => madeRows(examples, 4, made('i')),
});

const all: readonly Asked[] = [
  scores(),
  scores(''),
  labels(),
  labels('i'),
  rows('softmax', losses.softmax()),
  rows('perClass(sinh())', losses.perClass(links.sinh({ rate: 0.5 }))),
  rows('compositeSoftmax(exp())', losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' })),
];

/** Few rows, none, and more than a block holds. */
const counts = [7, 0, 300];

async function checkAsked(
  harness: Harness,
  { loss, extras, batch }: Asked,
  options: LossProgramOptions,
): Promise<Fault[]> {
  const settings = { ...extras, ...options };
  const compiled = await harness.compile(loss, settings);
  const faults: Fault[] = [];
  for (const examples of counts) {
    const data = batch(examples);
    const inputs = compiled.inputsOf(data);
    const when = `asked for ${options.outputs?.join(', ')}, reduction ${options.reduction}, ${examples} rows`;
    const expected = referenceResults(loss, settings, inputs);
    faults.push(...differences(harness, await compiled.run(data, inputs), expected, when, data));
  }
  await compiled.dispose();
  return faults;
}

async function checkLists(
  harness: Harness,
  asked: Asked,
  reduction: Reduction,
  some: readonly (readonly OutputName[])[],
) {
  const faults: Fault[] = [];
  for (const outputs of some) faults.push(...(await checkAsked(harness, asked, { outputs, reduction })));
  return { faults };
}

const reductions: readonly Reduction[] = ['none', 'sum', 'mean'];
const orders = ordersOf(outputNames);
const alone = outputNames.map((name): readonly OutputName[] => [name]);

/** Outputs by themselves, and in every subset and order; no backend may count on the loss being there, or being first. */
export const askedOutputCases: readonly Case[] = [
  ...all.flatMap((asked) =>
    reductions.map(
      (reduction): Case => ({
        id: `data/each output alone, ${reduction}: ${asked.name}`,
        level: 'data',
        quick: asked.quick,
        check: (harness) => checkLists(harness, asked, reduction, alone),
      }),
    ),
  ),
  ...all.flatMap((asked, n) =>
    // A sum is a mean without its factor: one loss is enough to ask it in every order.
    reductions
      .filter((reduction) => n === 0 || reduction !== 'sum')
      .map(
        (reduction): Case => ({
          id: `data/outputs in every order, ${reduction}: ${asked.name}`,
          level: 'data',
          quick: asked.name === all[0]?.name && reduction !== 'sum',
          check: (harness) =>
            checkLists(
              harness,
              asked,
              reduction,
              orders.filter(({ length }) => length > 1),
            ),
        }),
      ),
  ),
];
