import type { HostInputs } from '@lossmith/core/backend';
import type { Case } from '../../case.js';
import type { Fault } from '../../fault.js';
import type { Batch, Compiled, Harness } from '../../harness.js';
import { differences, referenceResults } from '../reference-results.js';
import { changedResults, keepResults } from './kept-results.js';
import { labelMean, labelNone, type Stage, scalarMean, scalarNone } from './stage.js';

type Writable = { [place: number]: number; readonly length: number };

const examples = 21;

/** All data of a call, parameters by example. */
function fullBatch({ batch, given }: Stage, salt: number): Batch {
  const parameters = Object.fromEntries(
    Object.entries(given).map(([name, [value]]) => [
      name,
      Array.from({ length: examples }, (_, row) => value + ((row * 3 + salt) % 7) / 16),
    ]),
  );
  return { ...batch(examples, salt), parameters };
}

/** Puts the numbers of other data into the arrays; all of one input, or those in the middle alone. */
function refill(arrays: HostInputs, from: HostInputs, name: string, middleAlone: boolean): void {
  const [to, values] = [arrays.data[name] as Writable, from.data[name] as ArrayLike<number>];
  const edge = middleAlone ? 3 : 0;
  for (let k = edge; k < to.length - edge; k += 1) to[k] = values[k] as number;
}

interface Turn {
  readonly name: string;
  readonly middleAlone: boolean;
}

/** Masks and labels belong together, and so do masks and what is NaN under them: they are changed in one go. */
const groupsOf = (inputs: HostInputs): readonly (readonly string[])[] => {
  const data = ['predicted', 'target', 'mask'];
  return [data, ...Object.keys(inputs.data).flatMap((name) => (data.includes(name) ? [] : [[name]]))];
};

async function checkRefilled(harness: Harness, stage: Stage, compiled: Compiled): Promise<Fault[]> {
  const arrays = compiled.inputsOf(fullBatch(stage, 1));
  const run = async (when: string) => {
    const results = await compiled.run(fullBatch(stage, 1), arrays);
    return differences(harness, results, referenceResults(stage.loss, stage.options, arrays), when, arrays);
  };
  const faults = await run('the first run');
  const turns = groupsOf(arrays).flatMap((names) =>
    [false, true].map((middleAlone) => ({ names, name: names.join(', '), middleAlone })),
  );
  for (const [k, { names, name, middleAlone }] of turns.entries()) {
    const other = compiled.inputsOf(fullBatch(stage, k + 2));
    for (const one of names) refill(arrays, other, one, middleAlone && names.length === 1);
    faults.push(...(await run(turnOf({ name, middleAlone }))));
  }
  return faults;
}

const turnOf = ({ name, middleAlone }: Turn) =>
  `the same arrays again, other numbers in ${name}${middleAlone ? ' (the first and last three as before)' : ''}`;

/** Results do not change with the data they were made of. */
async function checkApart(stage: Stage, compiled: Compiled): Promise<Fault[]> {
  const batch = fullBatch(stage, 1);
  const arrays = compiled.inputsOf(batch);
  const kept = keepResults(await compiled.raw(batch, arrays));
  for (const values of Object.values(arrays.data)) (values as unknown as Float64Array).fill(1);
  return changedResults(kept, 'results, after their data were filled anew');
}

/** Results belong to the caller, who may write into them. */
async function checkWrittenOver(harness: Harness, stage: Stage, compiled: Compiled): Promise<Fault[]> {
  const batch = fullBatch(stage, 3);
  const expected = referenceResults(stage.loss, stage.options, compiled.inputsOf(batch));
  const first = await compiled.raw(batch);
  for (const values of Object.values(first)) (values as Float64Array).fill(77);
  return differences(
    harness,
    await compiled.run(batch),
    expected,
    'a run after the results of the last were written over',
    batch,
  );
}

/** A training loop has one set of arrays, which it fills for every step. */
export const sameArrayCases: readonly Case[] = [scalarNone, scalarMean, labelNone, labelMean].map((stage) => ({
  id: `calls/the same arrays with other numbers: ${stage.name}`,
  level: 'calls',
  quick: true,
  check: async (harness) => {
    const compiled = await harness.compile(stage.loss, stage.options);
    const faults = [
      ...(await checkRefilled(harness, stage, compiled)),
      ...(await checkApart(stage, compiled)),
      ...(await checkWrittenOver(harness, stage, compiled)),
    ];
    await compiled.dispose();
    return { faults };
  },
}));
