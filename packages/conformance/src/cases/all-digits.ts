import { type Loss, links, losses } from '@lossmith/core';
import { type LossProgramOptions, parametersOf } from '@lossmith/core/backend';
import type { Case } from '../case.js';
import { outputNames } from '../exact/exact-values.js';
import type { Fault } from '../fault.js';
import type { Batch, Compiled, Harness } from '../harness.js';
import { labelMean, labelNone, rowSum, type Stage, scalarMean, scalarNone } from './calls/stage.js';
import { isLabelled } from './made-batches.js';
import { differences, referenceResults } from './reference-results.js';

/** 1/97, 1/193, …: all 53 digits of a float64, all 24 of a float32. */
const thirds = (k: number): number => ((k * 41) % 89) / 97 + 1 / 193;
const withDigits = (x: number, k: number): number => x + thirds(k) / 16;

type Change = (batch: Batch, stage: Stage) => Batch;

/** One input with all digits, the others with few: what is rounded is then known. */
const changes: Readonly<Record<string, Change>> = {
  predicted: (batch) => ({ ...batch, predicted: Array.from(batch.predicted, withDigits) }),
  target: (batch, { loss }) => (isLabelled(loss) ? batch : { ...batch, target: Array.from(batch.target, withDigits) }),
  weight: (batch) => ({ ...batch, weight: Array.from(batch.weight ?? [], (w, k) => (w === 0 ? 0 : withDigits(w, k))) }),
  'one number for each parameter': (batch, { given }) => ({
    ...batch,
    parameters: Object.fromEntries(Object.entries(given).map(([name, [value]], k) => [name, [withDigits(value, k)]])),
  }),
  'parameters by example': (batch, { given }) => ({
    ...batch,
    parameters: Object.fromEntries(
      Object.entries(given).map(([name, [value]], n) => [
        name,
        Array.from({ length: batch.examples }, (_, k) => withDigits(value, k + n)),
      ]),
    ),
  }),
};

async function compareRun(
  harness: Harness,
  compiled: Compiled,
  stage: Pick<Stage, 'loss' | 'options'>,
  batch: Batch,
  when: string,
) {
  const inputs = compiled.inputsOf(batch);
  const expected = referenceResults(stage.loss, stage.options, inputs);
  return differences(harness, await compiled.run(batch, inputs), expected, when, batch);
}

async function checkInputs(harness: Harness, stage: Stage): Promise<Fault[]> {
  const compiled = await harness.compile(stage.loss, stage.options);
  const faults: Fault[] = [];
  for (const [name, change] of Object.entries(changes)) {
    const batch = change(stage.batch(13, 2), stage);
    faults.push(...(await compareRun(harness, compiled, stage, batch, `all digits in ${name}`)));
  }
  await compiled.dispose();
  return faults;
}

const placed = { amplitude: 1 / 3, rate: 0.1 + 1 / 7, center: -1 / 11 };

/** Numbers of the loss itself: constants of the program, or defaults of what is open. */
const ownNumbers: readonly Loss[] = [losses.matching(links.sinh(placed)), losses.softmax({ temperature: 1 / 3 + 1 })];

async function checkOwn(harness: Harness, loss: Loss, open: boolean): Promise<Fault[]> {
  const options: LossProgramOptions = { outputs: outputNames, parameters: open ? [...parametersOf(loss).keys()] : [] };
  const compiled = await harness.compile(loss, options);
  const source = loss.axes === 'i' ? rowSum : scalarMean;
  const { weight: _, mask: __, ...batch } = source.batch(12, 3);
  const clean = { ...batch, predicted: known(batch.predicted, 1), target: known(batch.target, 2) };
  const when = open ? 'defaults with all digits' : 'constants with all digits';
  const faults = await compareRun(harness, compiled, { loss, options }, clean, when);
  await compiled.dispose();
  return faults;
}

/** Without what was put under masks. */
const known = (values: ArrayLike<number>, which: number) =>
  Array.from(values, (z, k) => (Number.isNaN(z) ? which : z + k / 64));

/** Weights of every size: what is added to a sum of weights to avoid a division by zero shows beside small ones. */
async function checkWeights(harness: Harness, stage: Stage): Promise<Fault[]> {
  const compiled = await harness.compile(stage.loss, stage.options);
  const faults: Fault[] = [];
  for (const size of [1e-14, 1e-30, 1e14, 1e25]) {
    const batch = stage.batch(13, 2);
    const weight = Array.from(batch.weight ?? [], (w) => w * size);
    faults.push(...(await compareRun(harness, compiled, stage, { ...batch, weight }, `weights of ${size}`)));
    const single = weight.map((w, k) => (k === 3 ? w : 0));
    const alone = { ...batch, weight: single };
    faults.push(...(await compareRun(harness, compiled, stage, alone, `one weight of ${size}, all others 0`)));
  }
  await compiled.dispose();
  return faults;
}

/** What an example of weight 0 may hold: nothing of it shows, and in a mean it counts nothing. */
const anything = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, '1e30': 1e30, '-1e30': -1e30 } as const;

/** Rows of weight 0 give exactly 0, whatever they hold. */
async function checkWeightZero(harness: Harness, stage: Stage): Promise<Fault[]> {
  const compiled = await harness.compile(stage.loss, stage.options);
  // Among so many rows of weight 0 there are some that no mask hides.
  const batch = stage.batch(40, 2);
  const expected = referenceResults(stage.loss, stage.options, compiled.inputsOf(batch));
  const faults: Fault[] = [];
  for (const [name, value] of Object.entries(anything)) {
    const bad = (values: ArrayLike<number>) => {
      const per = values.length / batch.examples;
      return Array.from(values, (x, k) => (batch.weight?.[Math.floor(k / per)] === 0 ? value : x));
    };
    const target = isLabelled(stage.loss) ? batch.target : bad(batch.target);
    const results = await compiled.run({ ...batch, predicted: bad(batch.predicted), target });
    faults.push(...differences(harness, results, expected, `${name} in the examples of weight 0`, batch));
  }
  await compiled.dispose();
  return faults;
}

const one = (id: string, check: (harness: Harness) => Promise<Fault[]>): Case => ({
  id: `data/${id}`,
  level: 'data',
  quick: true,
  check: async (harness) => ({ faults: await check(harness) }),
});

/** Data, weights and parameters with as many digits as the precision has. */
export const digitCases: readonly Case[] = [
  ...[scalarNone, scalarMean, labelMean, rowSum].map((stage) =>
    one(`all digits: ${stage.name}`, (harness) => checkInputs(harness, stage)),
  ),
  ...ownNumbers.flatMap((loss) =>
    [false, true].map((open) =>
      one(`all digits of ${open ? 'defaults' : 'constants'}: ${loss.spec.kind}`, (harness) =>
        checkOwn(harness, loss, open),
      ),
    ),
  ),
  ...[scalarMean, labelMean].map((stage) =>
    one(`weights of every size: ${stage.name}`, (harness) => checkWeights(harness, stage)),
  ),
  ...[scalarNone, scalarMean, labelNone, labelMean, rowSum].map((stage) =>
    one(`anything in an example of weight 0: ${stage.name}`, (harness) => checkWeightZero(harness, stage)),
  ),
];
