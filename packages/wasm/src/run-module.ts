import { LossmithError } from '@lossmith/core';
import { type HostInputs, type Program, reduceResults } from '@lossmith/core/backend';
import { arrayType, type Numbers } from './allocation.js';
import { layoutOf } from './layout-of.js';
import { examplesPerBlock, widthOf } from './memory-layout.js';
import { allocationFor, type ModuleInstance } from './module-instance.js';
import type { ModuleSpec } from './module-spec.js';
import { countBlocks, runBlocks, type Work } from './run-blocks.js';

export type Results = Readonly<Record<string, Numbers>>;

/** A module at work. */
export interface RunningModule {
  readonly spec: ModuleSpec;
  readonly instance: ModuleInstance;
  /** Parameters with one number for all examples, in the order of the module's `scalars`. */
  readonly parameters: Program['parameters'];
  /** Names of the inputs that say what examples count. */
  readonly counted: ReadonlySet<string>;
}

/** Small data are one block. */
const sumOf = (totals: Float64Array): number =>
  totals.length === 1
    ? (totals[0] as number)
    : (reduceResults('sum', { loss: totals }, totals.length).loss[0] as number);

/** What losses and derivatives are multiplied by. */
function factorOf({ spec, instance, counted: needed }: RunningModule, work: Work): number {
  if (spec.program.reduction !== 'mean') return 1;
  if (instance.count !== undefined) countBlocks(instance, work, instance.count, needed);
  const counted = instance.count === undefined ? work.examples : sumOf(work.totals);
  return counted === 0 ? 0 : 1 / counted;
}

/** The outputs that are written for every example: those given, others made. */
function storedIn(spec: ModuleSpec, { examples, items }: HostInputs, given: Results): Record<string, Numbers> {
  const stored: Record<string, Numbers> = {};
  for (const region of layoutOf(spec).regions) {
    if (region.kind !== 'output') continue;
    const List = arrayType(region.type);
    stored[region.name] = given[region.name] ?? new List(examples * widthOf(region, items));
  }
  return stored;
}

/** Rows too long for the memory are an error that says so, before anything is computed. */
function ensureMemory({ instance }: RunningModule, { examples, items }: HostInputs): void {
  try {
    allocationFor(instance, examples, items);
  } catch {
    throw new LossmithError('memory', `rows of ${items} classes need too much memory`, 'use shorter rows');
  }
}

/** All the work there is for some data. */
export function workFor(running: RunningModule, inputs: HostInputs, given: Results): Work {
  const { spec } = running;
  const { examples, items, data } = inputs;
  ensureMemory(running, inputs);
  const scalars = [1];
  for (const { name, value } of running.parameters) scalars.push(data[name]?.[0] ?? value);
  const totals = new Float64Array(Math.ceil(examples / examplesPerBlock(layoutOf(spec), items)));
  const work = { examples, items, inputs: data, outputs: storedIn(spec, inputs, given), scalars, totals };
  scalars[0] = factorOf(running, work);
  return work;
}

/** Results of work that is done. */
export function resultsOf({ program }: ModuleSpec, { outputs, scalars, totals }: Work, given: Results): Results {
  if (program.reduction === 'none' || program.outputs.loss === undefined) return outputs;
  const factor = scalars[0] as number;
  const loss = given.loss ?? new (arrayType(program.precision))(1);
  loss[0] = factor && sumOf(totals) * factor;
  return { loss, ...outputs };
}

/** Runs a program over data on the host. Outputs that are not given are made. */
export function runModule(running: RunningModule, inputs: HostInputs, given: Results): Results {
  const work = workFor(running, inputs, given);
  runBlocks(running.instance, work);
  return resultsOf(running.spec, work, given);
}
