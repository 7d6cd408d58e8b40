import { isLossmithError, type LossInputs, type Parameters } from '@lossmith/core';
import type { Case } from '../../case.js';
import { type Fault, fault } from '../../fault.js';
import type { Batch, Harness } from '../../harness.js';
import type { RunResults, TestedKernel } from '../../subject.js';
import { changedResults, copyOf, keepResults } from '../calls/kept-results.js';
import { differences } from '../reference-results.js';
import { expectedOf, type KernelStage, kernelStages, lossInputs, withKernel } from './kernel-stage.js';

/** A kernel of a stage in a harness, and what is asked of it. */
interface Trial {
  readonly harness: Harness;
  readonly stage: KernelStage;
  readonly kernel: TestedKernel;
}

const inputsOf = ({ harness, stage }: Trial, batch: Batch): LossInputs => lossInputs(stage, harness, batch);

function compareWith(
  { harness, stage }: Trial,
  results: RunResults,
  batch: Batch,
  parameters: Parameters,
  when: string,
) {
  return differences(harness, copyOf(results), expectedOf(stage, harness, batch, parameters), when, batch);
}

async function runAndCompare(trial: Trial, batch: Batch, parameters: Parameters, when: string): Promise<Fault[]> {
  return compareWith(trial, await trial.kernel.run(inputsOf(trial, batch)), batch, parameters, when);
}

/** Parameters stay until they are set again, each by itself; the arrays they came in do not matter any more. */
async function updates(trial: Trial): Promise<Fault[]> {
  const { kernel, stage } = trial;
  const batch = stage.batch(7, 1);
  const faults = await runAndCompare(trial, batch, {}, 'defaults');
  let current: Parameters = {};
  for (const [name, [value]] of Object.entries(stage.given)) {
    kernel.update({ [name]: value });
    current = { ...current, [name]: value };
    faults.push(...(await runAndCompare(trial, batch, current, `after update of ${name}`)));
  }
  const [name = '', [value] = [1]] = Object.entries(stage.given)[0] ?? [];
  const values = Float64Array.from({ length: 7 }, (_, k) => value + k / 8);
  kernel.update({ [name]: values });
  current = { ...current, [name]: values.slice() };
  values.fill(9);
  const when = `after update of ${name} by example, its array filled anew since`;
  faults.push(...(await runAndCompare(trial, batch, current, when)));
  kernel.update({ [name]: value });
  current = { ...current, [name]: value };
  return [
    ...faults,
    ...(await runAndCompare(trial, stage.batch(9, 2), current, `after update of ${name} to one number`)),
  ];
}

/** Arrays for results, of the precision. */
function roomFor({ harness, stage }: Trial, batch: Batch): Readonly<Record<string, Float32Array | Float64Array>> {
  const make = harness.precision === 'float32' ? Float32Array : Float64Array;
  const lengths = Object.entries(expectedOf(stage, harness, batch)).map(
    ([name, x]) => [name, new make(x.length).fill(5)] as const,
  );
  return Object.fromEntries(lengths);
}

/** Results go to the arrays given, and to new ones where none are. */
async function givenOutputs(trial: Trial): Promise<Fault[]> {
  const { kernel, stage } = trial;
  const [first, second] = [stage.batch(7, 1), stage.batch(7, 2)];
  const room = roomFor(trial, first);
  const results = await kernel.run(inputsOf(trial, first), room);
  const elsewhere = Object.keys(room).filter((name) => results[name] !== room[name]);
  const faults = elsewhere.map((name) => fault(name, `${name} is not in the array that was given for it`));
  faults.push(...compareWith(trial, room, first, {}, 'in the arrays given'));
  const kept = keepResults(room);
  const free = await kernel.run(inputsOf(trial, second));
  faults.push(...changedResults(kept, 'the arrays given, after a run without them'));
  faults.push(...compareWith(trial, free, second, {}, 'a run without arrays, after one with them'));
  const { gradient } = roomFor(trial, second);
  const mixed = await kernel.run(inputsOf(trial, second), { gradient: gradient as Float32Array });
  return [...faults, ...compareWith(trial, mixed, second, {}, 'an array given for the gradient alone')];
}

/** The results of runs under way; where some fail, all have ended before one is reported. */
async function finished(runs: readonly (RunResults | Promise<RunResults>)[]): Promise<readonly RunResults[]> {
  const settled = await Promise.allSettled(runs);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

/** Runs that are begun before any has ended, with other parameters between. */
async function atOnce(trial: Trial): Promise<Fault[]> {
  const { kernel, stage } = trial;
  const [name = '', [value] = [1]] = Object.entries(stage.given)[0] ?? [];
  const begun = [1, 2, 3, 4, 5, 6, 7, 8].map((salt) => {
    const batch = stage.batch(salt === 5 ? 300 : 6, salt);
    const parameters = { [name]: value * (1 + (salt % 3)) };
    kernel.update(parameters);
    return { batch, parameters, salt, run: kernel.run(inputsOf(trial, batch)) };
  });
  const results = await finished(begun.map(({ run }) => run));
  return begun.flatMap(({ batch, parameters, salt }, k) => {
    const when = `run ${salt} of 8 at once, each with its own ${name}`;
    return compareWith(trial, results[k] as RunResults, batch, parameters, when);
  });
}

/** Data are those of the moment of the call. */
async function changedAfterwards(trial: Trial): Promise<Fault[]> {
  const { kernel, stage } = trial;
  const faults: Fault[] = [];
  for (const name of ['predicted', 'weight'] as const) {
    const batch = stage.batch(7, 3);
    const [early, late] = [inputsOf(trial, batch), inputsOf(trial, batch)];
    const runs = [kernel.run(early), kernel.run(late)];
    for (const inputs of [early, late]) (inputs[name] as Float64Array).fill(0.5);
    for (const [k, results] of (await finished(runs)).entries()) {
      const which = k === 0 ? '' : ', a run waiting before it';
      faults.push(...compareWith(trial, results, batch, {}, `${name} filled anew after the call${which}`));
    }
  }
  return faults;
}

/** What a call or an update gives where it has to be refused, at once or by its promise. */
async function refusal(what: string, kind: string | undefined, attempt: () => unknown): Promise<Fault[]> {
  try {
    await attempt();
  } catch (error) {
    if (isLossmithError(error) && (kind === undefined || error.lossmith === kind)) return [];
    return [
      fault(
        'error',
        `${what} gives ${String(error)}, expected a Lossmith error${kind ? ` of the kind '${kind}'` : ''}`,
      ),
    ];
  }
  return [fault('error', `${what} gives no error`)];
}

/** A call that is refused leaves the kernel as it was. */
async function refusedCalls(trial: Trial): Promise<Fault[]> {
  const { kernel, stage } = trial;
  const batch = stage.batch(7, 4);
  const good = inputsOf(trial, batch);
  const cut = (name: string) => ({ ...good, [name]: (good[name] as unknown as Float64Array).slice(1) }) as LossInputs;
  const room = roomFor(trial, batch);
  const short = { ...room, gradient: (room.gradient as Float32Array).slice(1) };
  const names = Object.keys(stage.given);
  const bad: readonly (readonly [string, () => unknown])[] = [
    ...['predicted', 'target', 'weight', 'mask'].map(
      (name) => [`a ${name} too short`, () => kernel.run(cut(name))] as const,
    ),
    ['no predicted', () => kernel.run({ ...good, predicted: undefined } as unknown as LossInputs)],
    ['an unknown input', () => kernel.run({ ...good, weihgt: good.weight } as LossInputs)],
    ['an array for the gradient too short', () => kernel.run(good, short)],
    ['an unknown parameter', () => kernel.update({ 'link.speed': 2 })],
    ['a parameter that is NaN', () => kernel.update({ [names[0] as string]: Number.NaN })],
  ];
  const faults: Fault[] = [];
  for (const [what, attempt] of bad) {
    faults.push(...(await refusal(what, undefined, attempt)));
    faults.push(...(await runAndCompare(trial, batch, {}, `the same run after ${what} was refused`)));
  }
  return faults;
}

/** Runs begun before the end finish, what they gave stays, and nothing can be begun after it. */
async function end(trial: Trial): Promise<Fault[]> {
  const { kernel, stage } = trial;
  const batch = stage.batch(7, 5);
  const before = keepResults(await kernel.run(inputsOf(trial, batch)));
  const begun = [kernel.run(inputsOf(trial, batch)), kernel.run(inputsOf(trial, batch))];
  const ended = kernel.dispose();
  const faults: Fault[] = [];
  for (const results of await finished(begun))
    faults.push(...compareWith(trial, results, batch, {}, 'a run begun before dispose'));
  await ended;
  await kernel.dispose();
  const [name = '', [value] = [1]] = Object.entries(stage.given)[0] ?? [];
  return [
    ...faults,
    ...changedResults(before, 'results, after dispose'),
    ...(await refusal('a run after dispose', 'disposed', () => kernel.run(inputsOf(trial, batch)))),
    ...(await refusal('an update after dispose', 'disposed', () => kernel.update({ [name]: value }))),
  ];
}

const trials: Readonly<Record<string, (trial: Trial) => Promise<Fault[]>>> = {
  'parameters are updated': updates,
  'outputs are given': givenOutputs,
  'runs at once': atOnce,
  'data change after the call': changedAfterwards,
  'calls are refused': refusedCalls,
  dispose: end,
};

/** The life of a kernel: what core's `kernelOf` and `queuedKernelOf` promise, over the executor of a backend. */
export const kernelCases: readonly Case[] = kernelStages.flatMap((stage) =>
  Object.entries(trials).map(
    ([what, check]): Case => ({
      id: `kernels/${what}: ${stage.name}`,
      level: 'kernels',
      quick: true,
      check: async (harness) => ({
        faults: await withKernel(harness, stage, (kernel) => check({ harness, stage, kernel })),
      }),
    }),
  ),
);
