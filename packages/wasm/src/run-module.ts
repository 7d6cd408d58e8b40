import { type HostInputs, reduceResults } from '@lossmith/core/backend';
import { countBlocks, type Running, runBlocks, type Work } from './blocks.js';
import { commonParameters, type Plan, placesOf } from './plan.js';
import { examplesPerBlock, listOf, type Numbers, widthOf } from './room.js';

export type Results = Readonly<Record<string, Numbers>>;

const sumOf = (totals: Float64Array) => reduceResults('sum', { loss: totals }, totals.length).loss[0] as number;

/** What losses and derivatives are multiplied by. */
function factorOf(running: Running, work: Work): number {
  if (running.plan.program.reduction !== 'mean') return 1;
  if (running.count !== undefined) countBlocks(running, work, running.count);
  const counted = running.count === undefined ? work.examples : sumOf(work.totals);
  return counted === 0 ? 0 : 1 / counted;
}

/** The outputs that are written for every example: those given, others made. */
function storedIn(plan: Plan, { examples, items }: HostInputs, given: Results): Record<string, Numbers> {
  const List = listOf(plan);
  const stored = placesOf(plan).filter(({ kind }) => kind === 'output');
  return Object.fromEntries(
    stored.map((place) => [place.name, given[place.name] ?? new List(examples * widthOf(place, items))]),
  );
}

/** All the work there is for some data. */
export function workFor(running: Running, inputs: HostInputs, given: Results): Work {
  const { plan } = running;
  const { examples, items, data } = inputs;
  const parameters = commonParameters(plan).map(({ name, value }) => data[name]?.[0] ?? value);
  const totals = new Float64Array(Math.ceil(examples / examplesPerBlock(plan, items)));
  const work = {
    examples,
    items,
    arrays: data,
    outputs: storedIn(plan, inputs, given),
    numbers: [1, ...parameters],
    totals,
  };
  return { ...work, numbers: [factorOf(running, work), ...parameters] };
}

/** Results of work that is done. */
export function resultsOf(plan: Plan, { outputs, numbers, totals }: Work, given: Results): Results {
  const { reduction, outputs: asked } = plan.program;
  if (reduction === 'none' || asked.loss === undefined) return outputs;
  const factor = numbers[0] as number;
  const loss = given.loss ?? new (listOf(plan))(1);
  loss[0] = factor && sumOf(totals) * factor;
  return { loss, ...outputs };
}

/** Runs a program over data on the host. Outputs that are not given are made. */
export function runModule(running: Running, inputs: HostInputs, given: Results): Results {
  const work = workFor(running, inputs, given);
  runBlocks(running, work);
  return resultsOf(running.plan, work, given);
}
