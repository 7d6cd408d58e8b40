import type { Loss } from '@lossmith/core';
import type { MaskAxes } from '@lossmith/core/backend';
import type { ExactNumber, ExactPoint, ExactSet } from '../exact/exact-points.js';
import type { OutputName } from '../exact/exact-values.js';
import type { Batch } from '../harness.js';

/** How the rows of a batch are weighted and masked; what is masked holds numbers that no loss may look at. */
export interface Plan {
  readonly name: string;
  readonly weightOf?: (row: number) => number;
  readonly mask?: MaskAxes;
  readonly keeps?: (row: number) => boolean;
}

/** A batch, and for each row the exact point behind it and what it counts. */
export interface PlannedBatch {
  readonly batch: Batch;
  readonly examples: readonly { readonly point: ExactPoint | undefined; readonly weight: number }[];
  /** The exact numbers of an output in the order of the batch; undefined where masked. */
  exact(output: OutputName): readonly (ExactNumber | undefined)[];
}

/** Nothing may come of it: a label that is no class, or NaN. */
const poison = ({ kind }: LossInput) => (kind === 'label' ? -1 : Number.NaN);

/** A masked class stands before and behind the classes of a row, but where the loss says how many there are. */
const padding = ({ loss }: ExactSet, { mask }: Plan) =>
  mask === 'i' && loss.axes === 'i' && loss.items === undefined ? 1 : 0;

type Data = Readonly<Record<string, readonly number[]>>;
type LossInput = Loss['inputs'][number];

const pointData = ({ predicted, target, others }: ExactPoint): Data => ({ predicted, target, ...others });
const batchData = ({ predicted = [], target = [], ...others }: Data) => ({ predicted, target, others });

function widened(values: readonly number[], pad: number, filler: number): number[] {
  const edge = Array<number>(pad).fill(filler);
  return [...edge, ...values, ...edge];
}

export function plannedBatch(set: ExactSet, indices: readonly number[], plan: Plan): PlannedBatch {
  const pad = padding(set, plan);
  const keeps = plan.keeps ?? (() => true);
  const examples = indices.map((k, row) => ({
    point: keeps(row) ? set.points[k] : undefined,
    weight: plan.weightOf?.(row) ?? 1,
  }));
  const width = set.items + 2 * pad;
  const blank = (length: number, filler: number) => Array<number>(length).fill(filler);
  const numbersOf = (input: LossInput, point: ExactPoint | undefined): readonly number[] => {
    const alone = input.axes !== 'i';
    if (point === undefined) return blank(alone ? 1 : width, poison(input));
    const own = pointData(point)[input.name] ?? [];
    if (!alone) return widened(own, pad, Number.NaN);
    return input.kind === 'label' ? own.map((label) => label + pad) : own;
  };
  const data = Object.fromEntries(
    set.loss.inputs.map((input) => [input.name, examples.flatMap(({ point }) => numbersOf(input, point))]),
  );
  const mask = examples.flatMap(({ point }) =>
    plan.mask === 'i'
      ? point === undefined
        ? blank(width, 0)
        : widened(blank(set.items, 1), pad, 0)
      : [point ? 1 : 0],
  );
  const weight = examples.map(({ point, weight: own }) => (point === undefined ? Number.NaN : own));
  const exact = (output: OutputName) => {
    if (output === 'loss') return examples.map(({ point }) => point?.exact.loss[0]);
    // Padding and masked rows stay undefined.
    const all = Array<ExactNumber | undefined>(examples.length * width).fill(undefined);
    examples.forEach(({ point }, row) => {
      point?.exact[output].forEach((number, k) => {
        all[row * width + pad + k] = number;
      });
    });
    return all;
  };
  return {
    examples,
    exact,
    batch: {
      examples: examples.length,
      items: width,
      ...batchData(data),
      ...(plan.weightOf === undefined ? {} : { weight }),
      ...(plan.mask === undefined ? {} : { mask }),
    },
  };
}
