import type { Loss, LossInputs, Parameters } from '@lossmith/core';
import type { KernelOptions, LossProgramOptions } from '@lossmith/core/backend';
import { outputNames } from '../../exact/exact-values.js';
import type { Batch, Harness, Results } from '../../harness.js';
import { hostInputs } from '../../host-data.js';
import type { TestedKernel } from '../../subject.js';
import { labelMean, listMean, type Stage, scalarMean } from '../calls/stage.js';
import { referenceResults } from '../reference-results.js';

/** A kernel with everything a call can bring. */
export interface KernelStage {
  readonly name: string;
  readonly loss: Loss;
  readonly options: KernelOptions;
  readonly given: Stage['given'];
  batch(examples: number, salt: number): Batch;
}

const stage = ({ name, loss, given, batch }: Stage, reduction: 'none' | 'mean'): KernelStage => ({
  name: `${name}, ${reduction}`,
  loss,
  given,
  options: { outputs: outputNames, reduction, weight: true, mask: true, parameters: 'inputs' },
  batch: (examples, salt) => batch(examples, salt),
});

export const kernelStages: readonly KernelStage[] = [
  stage(scalarMean, 'mean'),
  stage(scalarMean, 'none'),
  stage(labelMean, 'mean'),
  stage(listMean, 'mean'),
];

/** Data as users give them: flat typed arrays, with a shape where they have rows. */
export function lossInputs({ loss }: KernelStage, { precision }: Pick<Harness, 'precision'>, batch: Batch): LossInputs {
  const { data, examples, items } = hostInputs(loss, precision, batch);
  const shape = loss.axes === 'i' ? [examples, items] : [examples];
  return { ...data, shape } as unknown as LossInputs;
}

/** What a kernel has to give, with its parameters as they are. */
export function expectedOf(
  { loss, options }: KernelStage,
  { precision }: Pick<Harness, 'precision'>,
  batch: Batch,
  parameters: Parameters = {},
): Results {
  const arrays = Object.entries(parameters).map(([name, x]) => [name, typeof x === 'number' ? [x] : x] as const);
  const inputs = hostInputs(loss, precision, { ...batch, parameters: Object.fromEntries(arrays) });
  const { reduction = 'mean' } = options;
  const settings: LossProgramOptions = {
    reduction,
    weight: true,
    mask: loss.axes,
    parameters: Object.keys(parameters),
  };
  return referenceResults(loss, settings, inputs);
}

/** Makes a kernel, and disposes of it in the end whatever became of it. */
export async function withKernel<Value>(
  harness: Harness,
  { loss, options }: KernelStage,
  use: (kernel: TestedKernel) => Promise<Value>,
): Promise<Value> {
  const kernel = await harness.subject.createKernel?.(loss, options);
  if (kernel === undefined) throw new Error('createKernel gave no kernel');
  try {
    return await use(kernel);
  } finally {
    await kernel.dispose();
  }
}
