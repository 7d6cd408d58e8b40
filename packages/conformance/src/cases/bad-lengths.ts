import type { Case } from '../case.js';
import type { Fault } from '../fault.js';
import type { Batch } from '../harness.js';
import { refused } from './bad-calls.js';
import { badBatches } from './calls/bad-batches.js';
import { labelMean, rowSum, type Stage, scalarMean } from './calls/stage.js';

/** A mask of rows is another input than one of classes. */
const maskOfRows: Stage = {
  ...labelMean,
  name: `${labelMean.name}, a mask of rows`,
  options: { ...labelMean.options, mask: '' },
};

function withRowMask(batch: Batch): Batch {
  return { ...batch, mask: Array<number>(batch.examples).fill(1) };
}

const stages: readonly Stage[] = [
  scalarMean,
  labelMean,
  rowSum,
  { ...maskOfRows, batch: (examples, salt, items) => withRowMask(labelMean.batch(examples, salt, items)) },
];

/** Each input of a full program with too few numbers, too many, none, or those of another shape. */
export const badLengthCases: readonly Case[] = stages.map((stage) => ({
  id: `failures/wrong lengths: ${stage.name}`,
  level: 'failures',
  quick: true,
  check: async (harness) => {
    const compiled = await harness.compile(stage.loss, stage.options);
    const faults: Fault[] = [];
    for (const { what, kind, batch } of badBatches(stage))
      faults.push(...(await refused(`${what} (five rows of ${stage.name})`, kind, () => compiled.run(batch as Batch))));
    await compiled.dispose();
    return { faults };
  },
}));
