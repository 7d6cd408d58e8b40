import type { Case } from '../../case.js';
import { type Fault, fault } from '../../fault.js';
import type { Compiled, Harness } from '../../harness.js';
import { differingParts } from '../artifact-differences.js';
import { differences, referenceResults } from '../reference-results.js';
import { dataOf, type Group, groups, type Variant } from './alike.js';
import { changedResults, type KeptResults, keepResults } from './kept-results.js';

interface Living {
  readonly variant: Variant;
  readonly compiled: Compiled;
}

async function checkRun(harness: Harness, { variant, compiled }: Living, salt: number, when: string): Promise<Fault[]> {
  const batch = dataOf(variant, salt);
  const expected = referenceResults(variant.loss, variant.options, compiled.inputsOf(batch));
  try {
    return differences(harness, await compiled.run(batch), expected, `'${variant.name}', ${when}`, batch);
  } catch (error) {
    return [fault('error', `'${variant.name}', ${when}: ${error instanceof Error ? error.message : String(error)}`)];
  }
}

async function checkAll(harness: Harness, living: readonly Living[], salt: number, when: string): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const one of living) faults.push(...(await checkRun(harness, one, salt, when)));
  return faults;
}

/** Runs of all artifacts, begun before any has ended. */
async function checkAtOnce(harness: Harness, living: readonly Living[]): Promise<Fault[]> {
  const both = [...living, ...[...living].reverse()];
  const runs = both.map((one, k) => checkRun(harness, one, k + 20, 'run while the others run'));
  return (await Promise.all(runs)).flat();
}

interface KeptRun extends KeptResults {
  readonly variant: Variant;
}

async function keep(living: readonly Living[]): Promise<KeptRun[]> {
  const kept: KeptRun[] = [];
  for (const { variant, compiled } of living)
    kept.push({ variant, ...keepResults(await compiled.raw(dataOf(variant, 9))) });
  return kept;
}

/** Disposes of one after the other; those that are left go on, and what was given stays. */
async function checkDisposal(harness: Harness, living: readonly Living[]): Promise<Fault[]> {
  const kept = await keep(living);
  const faults: Fault[] = [];
  for (const [k, { variant, compiled }] of living.entries()) {
    const left = living.slice(k + 1);
    const running = left.map((one) => checkRun(harness, one, 40, `run while '${variant.name}' is disposed of`));
    await compiled.dispose();
    faults.push(...(await Promise.all(running)).flat());
    faults.push(...(await checkAll(harness, left, k + 50, `after '${variant.name}' was disposed of`)));
  }
  const after = ({ variant: { name } }: KeptRun) => `results of '${name}' after others ran and it was disposed of`;
  return [...faults, ...kept.flatMap((one) => changedResults(one, after(one)))];
}

/** Once all are gone one is made anew. */
async function checkAnew(harness: Harness, variant: Variant): Promise<Fault[]> {
  const compiled = await harness.compile(variant.loss, variant.options);
  const faults = await checkRun(harness, { variant, compiled }, 70, 'compiled anew after all were disposed of');
  await compiled.dispose();
  return faults;
}

/** A second artifact of the same program. */
interface Twin extends Living {
  readonly again: Compiled;
}

async function twinsOf(harness: Harness, living: readonly Living[]): Promise<Twin[]> {
  const twins: Twin[] = [];
  for (const { variant, compiled } of [...living].reverse())
    twins.push({ variant, compiled, again: await harness.compile(variant.loss, variant.options) });
  return twins;
}

/** Text and bytes, before anything is run, are the same whatever was compiled before or meanwhile. */
const changedParts = (twins: readonly Twin[]): Fault[] =>
  twins.flatMap(({ variant, compiled, again }) =>
    differingParts(compiled.artifact, again.artifact, `compiling '${variant.name}' again, after others,`),
  );

async function checkTwins(harness: Harness, twins: readonly Twin[]): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { variant, compiled, again } of twins) {
    await again.dispose();
    const when = 'after a second artifact of the same loss was disposed of';
    faults.push(...(await checkRun(harness, { variant, compiled }, 30, when)));
  }
  return faults;
}

/** The parts of a check one after the other: the first that finds something says what is wrong best. */
async function firstFaults(parts: readonly (() => Promise<Fault[]>)[]): Promise<Fault[]> {
  for (const part of parts) {
    const faults = await part();
    if (faults.length > 0) return faults;
  }
  return [];
}

async function checkGroup(harness: Harness, { variants }: Group): Promise<Fault[]> {
  const compiled = await Promise.all(variants.map(({ loss, options }) => harness.compile(loss, options)));
  const living = variants.map((variant, k): Living => ({ variant, compiled: compiled[k] as Compiled }));
  const twins = await twinsOf(harness, living);
  return firstFaults([
    async () => changedParts(twins),
    () => checkAll(harness, living, 1, 'compiled at once with the others'),
    () => checkAll(harness, [...living].reverse(), 2, 'run in turn with the others'),
    () => checkAtOnce(harness, living),
    () => checkTwins(harness, twins),
    () => checkDisposal(harness, living),
    () => checkAnew(harness, variants[0] as Variant),
  ]);
}

/** Artifacts that live side by side: none is taken for another, or frees what is another's. */
export const artifactCases: readonly Case[] = groups.map((group) => ({
  id: `calls/artifacts that differ in ${group.what}`,
  level: 'calls',
  quick: group.quick,
  check: async (harness) => ({ faults: await checkGroup(harness, group) }),
}));
