import { type Loss, links, losses } from '@lossmith/core';
import type { LossProgramOptions, MaskAxes } from '@lossmith/core/backend';

/** Lengths of the axes of each tensor of a call, by its name. */
export type Shapes = Readonly<Record<string, readonly number[]>>;

/** A loss over tensors: shapes that fit together, and others, each of which, put in for one of these, fits no more. */
export interface TensorStage {
  readonly name: string;
  readonly loss: Loss;
  readonly options: LossProgramOptions;
  readonly fitting: Shapes;
  readonly wrong: readonly Shapes[];
}

const scores = losses.matching(links.identity());
const labels = losses.softmax({ target: 'label' });
const rows = losses.softmax();

/** The same tensor with each of some shapes. */
const each = (name: string, ...shapes: readonly (readonly number[])[]): readonly Shapes[] =>
  shapes.map((shape) => ({ [name]: shape }));

/**
 * Shapes that a library which broadcasts would take, or one that looks at the count of numbers alone. Left out is what a library may
 * well take as another way to say the same: labels [n, 1], or a mask with one number per row.
 */
const stages: readonly Omit<TensorStage, 'options'>[] = [
  {
    name: 'scores',
    loss: scores,
    fitting: { predicted: [3], target: [3], weight: [3], mask: [3] },
    wrong: ['predicted', 'target', 'weight', 'mask'].flatMap((name) => each(name, [1], [2], [4], [0], [3, 1], [1, 3])),
  },
  {
    name: 'scores alone',
    loss: scores,
    fitting: { predicted: [3], target: [3] },
    wrong: ['predicted', 'target'].flatMap((name) => each(name, [1], [2], [4], [0])),
  },
  {
    name: 'one score',
    loss: scores,
    fitting: { predicted: [1], target: [1], weight: [1], mask: [1] },
    wrong: ['target', 'weight', 'mask'].flatMap((name) => each(name, [3], [0])),
  },
  {
    name: 'no scores',
    loss: scores,
    fitting: { predicted: [0], target: [0], weight: [0], mask: [0] },
    wrong: ['target', 'weight', 'mask'].flatMap((name) => each(name, [1])),
  },
  {
    name: 'rows of scores',
    loss: rows,
    fitting: { predicted: [2, 3], target: [2, 3], weight: [2], mask: [2, 3] },
    wrong: [
      ...each('target', [3, 2], [1, 3], [2, 1], [1, 6], [6], [1, 1]),
      ...each('weight', [1], [3], [6], [1, 2]),
      ...each('mask', [1, 3], [2, 1], [3, 2], [1, 1]),
    ],
  },
  {
    name: 'rows with labels',
    loss: labels,
    fitting: { predicted: [2, 3], target: [2], weight: [2], mask: [2, 3] },
    wrong: [
      ...each('target', [1], [3], [6], [1, 1], [1, 2]),
      ...each('weight', [1], [3], [6]),
      ...each('mask', [1, 3], [2, 1], [3, 2]),
    ],
  },
  {
    name: 'one row with a label',
    loss: labels,
    fitting: { predicted: [1, 3], target: [1], weight: [1], mask: [1, 3] },
    wrong: [...each('target', [2], [3]), ...each('weight', [2], [3]), ...each('mask', [2, 3], [3, 1])],
  },
];

/** A mask of rows is another input than one of classes. */
const maskedRows: Omit<TensorStage, 'options'> = {
  name: 'rows with labels, a mask of rows',
  loss: labels,
  fitting: { predicted: [2, 3], target: [2], weight: [2], mask: [2] },
  wrong: each('mask', [1], [3], [6]),
};

function optionsOf({ fitting, loss }: Omit<TensorStage, 'options'>, reduction: 'none' | 'mean'): LossProgramOptions {
  const { weight, mask } = fitting;
  const maskAxes = mask?.length === 2 || loss.axes === '' ? loss.axes : '';
  return { reduction, weight: weight !== undefined, ...(mask === undefined ? {} : { mask: maskAxes as MaskAxes }) };
}

/** Under each reduction the end of a graph is another. */
export const tensorStages: readonly TensorStage[] = [...stages, maskedRows].flatMap((stage) =>
  (['none', 'mean'] as const).map((reduction) => ({
    ...stage,
    name: `${stage.name}, ${reduction}`,
    options: optionsOf(stage, reduction),
  })),
);
