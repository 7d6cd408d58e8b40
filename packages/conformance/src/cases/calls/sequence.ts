import type { HostInputs } from '@lossmith/core/backend';
import type { Case } from '../../case.js';
import type { Fault } from '../../fault.js';
import type { Batch, Compiled, Harness } from '../../harness.js';
import type { RunResults } from '../../subject.js';
import { differences, referenceResults } from '../reference-results.js';
import { badBatches } from './bad-batches.js';
import { changedResults, copyOf, type KeptResults, keepResults } from './kept-results.js';
import { listMean, type Stage, stages } from './stage.js';

/** One call of a sequence. */
interface Call {
  readonly name: string;
  readonly batch: Batch;
  /** It does not fit the program, or gives NaN: only what comes after it counts. */
  readonly bad?: boolean;
}

const repeated = (values: readonly number[], examples: number) =>
  Array.from({ length: examples }, (_, row) => (values[0] as number) + (row % 5) / 8);

/** Each parameter of a stage by itself, the others left to their defaults. */
const oneByOne = ({ given, batch }: Stage): Call[] =>
  Object.entries(given).map(([name, values]) => ({
    name: `only ${name} given`,
    batch: { ...batch(5, 1), parameters: { [name]: values } },
  }));

function perExample({ given, batch }: Stage, examples: number, salt: number): Batch {
  const parameters = Object.entries(given).map(([name, values]) => [name, repeated(values, examples)] as const);
  return { ...batch(examples, salt), parameters: Object.fromEntries(parameters) };
}

/** Calls as different from one another as calls may be, each followed by others that it could spoil. */
function callsOf(stage: Stage): readonly Call[] {
  const { batch, given } = stage;
  const plain = batch(5, 1);
  const again = (after: string): Call => ({ name: `the first data again, after ${after}`, batch: plain });
  const zero = { ...plain, weight: plain.predicted.length === 0 ? [] : Array(5).fill(0) };
  const nothing = { ...plain, mask: Array.from(plain.mask ?? [], () => 0) };
  const lost = { ...plain, predicted: Array.from(plain.predicted, () => Number.NaN) };
  const vast = { ...plain, predicted: Array.from(plain.predicted, (x) => 1e30 * x) };
  return [
    { name: 'defaults', batch: plain },
    { name: 'all parameters given', batch: { ...plain, parameters: given } },
    again('parameters were given'),
    ...oneByOne(stage),
    { name: '300 rows, parameters by example', batch: perExample(stage, 300, 2) },
    again('300 rows'),
    { name: 'other data of the same shape', batch: batch(5, 3) },
    { name: 'one row', batch: batch(1, 4) },
    { name: 'no rows', batch: batch(0, 5) },
    again('no rows'),
    { name: '5 rows, parameters by example', batch: perExample(stage, 5, 6) },
    again('parameters by example'),
    { name: '700 rows', batch: batch(700, 7) },
    { name: '12 rows of 5 classes', batch: batch(12, 8, 5) },
    { name: '5 rows of 12 classes', batch: batch(5, 8, 12) },
    { name: '4 rows of 40 classes', batch: batch(4, 9, 40) },
    again('longer rows'),
    { name: 'weights of 0', batch: zero },
    again('weights of 0'),
    { name: 'everything masked', batch: nothing },
    again('everything was masked'),
    { name: 'NaN in all scores', batch: lost, bad: true },
    again('a NaN'),
    { name: 'scores of 1e30', batch: vast, bad: true },
    again('an overflow'),
    ...badBatches(stage).flatMap(({ what, batch: bad }) => [
      { name: what, batch: bad as Batch, bad: true },
      again(`${what} was refused`),
    ]),
  ];
}

/** The outputs asked for. */
function chosen(results: RunResults, { options: { outputs = [] } }: Stage): RunResults {
  return Object.fromEntries(outputs.map((name) => [name, results[name] ?? []]));
}

interface KeptCall extends KeptResults {
  readonly name: string;
}

async function runCalls(harness: Harness, compiled: Compiled, stage: Stage, calls: readonly Call[]) {
  const kept: KeptCall[] = [];
  const faults: Fault[] = [];
  for (const { name, batch, bad } of calls) {
    const inputs: HostInputs = compiled.inputsOf(batch);
    if (bad) {
      await compiled.raw(batch, inputs).catch(() => undefined);
      continue;
    }
    const results = chosen(await compiled.raw(batch, inputs), stage);
    kept.push({ name, ...keepResults(results) });
    const expected = referenceResults(stage.loss, stage.options, inputs);
    faults.push(...differences(harness, copyOf(results), expected, name, batch));
  }
  return [...faults, ...kept.flatMap((one) => changedResults(one, `the results of '${one.name}' after later calls`))];
}

/** One artifact, called many times: nothing of a call is left in the next, and results are the caller's. */
export const sequenceCases: readonly Case[] = stages.map((stage) => ({
  id: `calls/one after the other: ${stage.name}`,
  level: 'calls',
  quick: stage !== listMean,
  check: async (harness) => {
    const compiled = await harness.compile(stage.loss, stage.options);
    try {
      return { faults: await runCalls(harness, compiled, stage, callsOf(stage)) };
    } finally {
      await compiled.dispose();
    }
  },
}));
