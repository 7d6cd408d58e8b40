import { type Loss, links, losses } from '@lossmith/core';
import type { LossProgramOptions, Reduction } from '@lossmith/core/backend';
import type { Case } from '../../case.js';
import { outputNames } from '../../exact/exact-values.js';
import type { Fault } from '../../fault.js';
import type { Batch, Harness } from '../../harness.js';
import { isLabelled, madeLabelled, madeRows } from '../made-batches.js';
import { differences, referenceResults } from '../reference-results.js';

/** Some batches through one artifact, each named. */
interface Wide {
  readonly name: string;
  readonly loss: Loss;
  readonly options: LossProgramOptions;
  readonly quick: boolean;
  batches(): readonly (readonly [string, Batch])[];
}

const labels = losses.softmax({ target: 'label' });
const scores = losses.softmax();
const perClass = losses.perClass(links.sinh({ rate: 0.5, center: 1 }));
const matching = losses.compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' });
const all: LossProgramOptions = { outputs: outputNames };

const around = (size: number) => [size - 1, size, size + 1];
const widths = [31, 32, 33, ...[64, 128, 256, 1024, 4096].flatMap(around)];

const makerOf = (loss: Loss) => (isLabelled(loss) ? madeLabelled : madeRows);

/** Rows as wide as blocks are, a class more and one less. */
const widthsOf = (name: string, loss: Loss, some: readonly number[], examples: number, quick: boolean): Wide => ({
  name: `${some[0]} to ${some.at(-1)} classes, ${name}`,
  loss,
  options: all,
  quick,
  batches: () =>
    some.map((items) => [`${examples} rows of ${items} classes`, makerOf(loss)(examples, items, { salt: items % 50 })]),
});

/** As many rows as there are classes, and more numbers in all than a 16-bit place counts. */
const manyRows = (name: string, loss: Loss): Wide => ({
  name: `many rows of many classes, ${name}`,
  loss,
  options: all,
  quick: true,
  batches: () =>
    [
      [64, 64],
      [257, 33],
      [1025, 10],
      [700, 100],
    ].map(([examples = 0, items = 0]) => [`${examples} rows of ${items} classes`, makerOf(loss)(examples, items, {})]),
});

/** Places in a row of 4,200 classes at which a block begins or ends. */
const width = 4200;
const places = [
  0,
  1,
  2,
  3,
  7,
  31,
  32,
  63,
  64,
  127,
  128,
  255,
  256,
  511,
  512,
  1023,
  1024,
  2047,
  2048,
  2049,
  4095,
  4096,
  4097,
  width - 2,
  width - 1,
];

/** So high that e^z is infinite where the largest is not taken away first. */
const peakOf = (float64: boolean) => (float64 ? 1000 : 120);

function peaked(target: Batch['target'], peak: number, more: (row: number) => readonly number[] = () => []): Batch {
  const { predicted } = madeRows(places.length, width, { salt: 5 });
  const rows = Float64Array.from(predicted);
  for (const [row, place] of places.entries()) {
    for (const one of [place, ...more(row)]) rows[row * width + one] = peak;
  }
  return { examples: places.length, items: width, predicted: rows, target };
}

/** The largest score of a row at each place; alone, with an equal one elsewhere, and rows that rise or fall all the way. */
const peaks = (peak: number): readonly (readonly [string, Batch])[] => {
  const other = (row: number) => places[(row + 9) % places.length] as number;
  const slope = (sign: number): Batch => ({
    examples: 2,
    items: width,
    predicted: Array.from({ length: 2 * width }, (_, k) => (sign * (k % width)) / 32),
    target: [2049, 4097],
  });
  return [
    ['the largest score at each place, which is the label', peaked(places, 24)],
    [
      'the largest score at each place, another the label',
      peaked(
        places.map((_, row) => other(row)),
        peak,
      ),
    ],
    ['the largest score at two places', peaked(places, peak, (row) => [other(row)])],
    ['scores that rise along the row', slope(1)],
    ['scores that fall along the row', slope(-1)],
  ];
};

/** More classes than 16 bits count, and labels that float16 and integers of 8 or 16 bits do not hold. */
function farLabels(): readonly (readonly [string, Batch])[] {
  const items = 66_000;
  const target = [65_537, 40_001];
  const { predicted } = madeRows(target.length, items, { salt: 3 });
  return [[`labels ${target.join(' and ')} of 66,000 classes`, { examples: target.length, items, predicted, target }]];
}

async function checkWide(harness: Harness, { loss, options, batches }: Pick<Wide, 'loss' | 'options' | 'batches'>) {
  const compiled = await harness.compile(loss, options);
  const faults: Fault[] = [];
  for (const [name, batch] of batches()) {
    const inputs = compiled.inputsOf(batch);
    const expected = referenceResults(loss, options, inputs);
    faults.push(...differences(harness, await compiled.run(batch, inputs), expected, name, batch));
  }
  await compiled.dispose();
  return faults;
}

/** Masks of classes that are the same neither from behind nor after a block; with the largest score under them. */
function maskedBatches(loss: Loss, wide: readonly number[]): readonly (readonly [string, Batch])[] {
  const make = makerOf(loss);
  const made = wide.map((items): readonly [string, Batch] => {
    return [`a mask of ${items} classes`, make(5, items, { mask: 'i', weight: true, salt: items % 60 })];
  });
  return [...made, ...wide.flatMap((items) => ends(make(3, items, { weight: true }), loss, items))];
}

/** All but the last classes masked, and all but the first. */
function ends(batch: Batch, loss: Loss, items: number): readonly (readonly [string, Batch])[] {
  const keep = (name: string, isKept: (n: number) => boolean, label: number): readonly [string, Batch] => {
    const mask = Array.from({ length: batch.examples * items }, (_, k) => (isKept(k % items) ? 1 : 0));
    const target = isLabelled(loss) ? Array<number>(batch.examples).fill(label) : batch.target;
    // What is masked is larger than all the rest.
    const predicted = Array.from(batch.predicted, (z, k) => (mask[k] === 1 ? z : 90));
    return [`${name} of ${items} classes kept`, { ...batch, predicted, mask, target }];
  };
  return [
    keep('the last three', (n) => n >= items - 3, items - 2),
    keep('the first three', (n) => n < 3, 1),
    keep('all but the first', (n) => n > 0, items - 1),
    keep('all but the last', (n) => n < items - 1, 0),
  ];
}

const masked = (name: string, loss: Loss, reduction: Reduction, some: readonly number[], quick: boolean): Wide => ({
  name: `masks of ${some.join(', ')} classes, ${reduction}, ${name}`,
  loss,
  options: { outputs: outputNames, reduction, weight: true, mask: 'i' },
  quick,
  batches: () => maskedBatches(loss, some),
});

/** No rows at all, whatever their width. */
const noRows = (name: string, loss: Loss, reduction: Reduction): Wide => ({
  name: `no rows with a mask of classes, ${reduction}, ${name}`,
  loss,
  options: { outputs: outputNames, reduction, weight: true, mask: 'i' },
  quick: true,
  batches: () =>
    [3, 1, 40].map((items) => [`no rows of ${items} classes`, makerOf(loss)(0, items, { mask: 'i', weight: true })]),
});

const reductions = ['none', 'sum', 'mean'] as const;

const wides: readonly Wide[] = [
  widthsOf('labels', labels, widths, 3, true),
  widthsOf('scores', scores, widths, 3, true),
  widthsOf('per class', perClass, widths, 3, true),
  widthsOf('composite', matching, widths, 3, false),
  widthsOf('labels', labels, around(65_536), 2, false),
  widthsOf('scores', scores, around(65_536), 2, false),
  manyRows('labels', labels),
  manyRows('scores', scores),
  { name: 'labels beyond 65,535', loss: labels, options: all, quick: true, batches: farLabels },
  masked('labels', labels, 'mean', [33, 40, 70, 300, 4200], true),
  masked('scores', scores, 'mean', [33, 70, 300], true),
  masked('per class', perClass, 'none', [33, 70, 300], true),
  masked('composite', matching, 'sum', [33, 70, 300], false),
  ...reductions.map((reduction) => noRows('labels', labels, reduction)),
  ...reductions.map((reduction) => noRows('scores', scores, reduction)),
];

export const wideRowCases: readonly Case[] = [
  ...wides.map(
    (wide): Case => ({
      id: `data/${wide.name}`,
      level: 'data',
      quick: wide.quick,
      check: async (harness) => ({ faults: await checkWide(harness, wide) }),
    }),
  ),
  {
    id: 'data/the largest score of a row of 4,200 classes anywhere, labels',
    level: 'data',
    quick: true,
    check: async (harness) => {
      const peak = peakOf(harness.precision === 'float64');
      return { faults: await checkWide(harness, { loss: labels, options: all, batches: () => peaks(peak) }) };
    },
  },
];
