import type { Case } from '../../case.js';
import { type Fault, fault } from '../../fault.js';
import type { Batch, Harness, Results } from '../../harness.js';
import { differences, referenceResults } from '../reference-results.js';
import { listMean, type Stage, stages } from './stage.js';

interface Overlap {
  readonly name: string;
  readonly batch: Batch;
  readonly bad?: boolean;
}

function withParameters({ given }: Stage, batch: Batch, factor: number): Batch {
  const parameters = Object.entries(given).map(([name, [value]]) => [name, [value * factor]] as const);
  return { ...batch, parameters: Object.fromEntries(parameters) };
}

function byExample({ given }: Stage, batch: Batch): Batch {
  const values = (value: number) => Array.from({ length: batch.examples }, (_, k) => value * (1 + (k % 3) / 4));
  const parameters = Object.entries(given).map(([name, [value]]) => [name, values(value)] as const);
  return { ...batch, parameters: Object.fromEntries(parameters) };
}

/** Runs of one artifact that are begun before any has ended. */
function overlapsOf(stage: Stage): readonly Overlap[] {
  const { batch } = stage;
  const shape = [1, 2, 3].map((salt) => ({ name: `data ${salt} of one shape`, batch: batch(6, salt) }));
  const factors = [1, 2, 0.5].map((factor) => ({
    name: `parameters times ${factor}`,
    batch: withParameters(stage, batch(6, 1), factor),
  }));
  return [
    ...shape,
    ...factors,
    { name: 'defaults again', batch: batch(6, 1) },
    { name: 'parameters by example', batch: byExample(stage, batch(6, 2)) },
    { name: 'a weight too many', batch: { ...batch(6, 1), weight: Array(7).fill(1) }, bad: true },
    { name: 'a longer run', batch: batch(300, 4) },
    { name: 'a run of one row', batch: batch(1, 5) },
    { name: 'a run of no rows', batch: batch(0, 5) },
    {
      name: 'NaN in all scores',
      batch: { ...batch(6, 1), predicted: Array.from(batch(6, 1).predicted, () => Number.NaN) },
      bad: true,
    },
    { name: 'the last run', batch: batch(6, 6) },
  ];
}

async function checkOverlaps(harness: Harness, stage: Stage): Promise<Fault[]> {
  const compiled = await harness.compile(stage.loss, stage.options);
  const overlaps = overlapsOf(stage);
  const expected = overlaps.map(({ batch, bad }) =>
    bad ? {} : referenceResults(stage.loss, stage.options, compiled.inputsOf(batch)),
  );
  const runs = overlaps.map(({ batch, bad }) => (bad ? compiled.raw(batch).catch(() => ({})) : compiled.run(batch)));
  const results = await Promise.allSettled(runs);
  await compiled.dispose();
  return overlaps.flatMap(({ name, batch, bad }, k) => {
    const own = results[k] as PromiseSettledResult<Results>;
    const when = `${name}, among runs at once`;
    if (own.status === 'rejected') return [fault('error', `${when}: ${String(own.reason)}`)];
    return bad ? [] : differences(harness, own.value, expected[k] as Results, when, batch);
  });
}

/** An application does not wait for one run before it begins the next. */
export const atOnceCases: readonly Case[] = stages.map((stage) => ({
  id: `calls/at once: ${stage.name}`,
  level: 'calls',
  quick: stage !== listMean,
  check: async (harness) => ({ faults: await checkOverlaps(harness, stage) }),
}));
