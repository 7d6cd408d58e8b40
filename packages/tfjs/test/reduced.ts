import { evaluate, type Loss, type LossSpec, parseLoss } from '@lossmith/core';
import { inputOf } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import type { TfjsReduction } from '../src/reduction.ts';

/** Data of one call as flat arrays with their shapes. */
export interface Batch {
  readonly loss: LossSpec;
  readonly shape: readonly number[];
  readonly predicted: readonly number[];
  readonly target: readonly number[];
  readonly weight?: readonly number[];
  readonly weightShape?: readonly number[];
  readonly mask?: readonly boolean[];
  readonly maskShape?: readonly number[];
}

const sizeOf = (shape: readonly number[]) => shape.reduce((x, y) => x * y, 1);

/** The batch as tensors in the order a loss takes them. */
export function tensorsOfBatch({
  loss,
  shape,
  ...batch
}: Batch): [tf.Tensor, tf.Tensor, tf.Tensor | undefined, tf.Tensor | undefined] {
  const label = loss.target === 'label';
  const target = tf.tensor([...batch.target], label ? shape.slice(0, -1) : [...shape], label ? 'int32' : 'float32');
  const predicted = tf.tensor([...batch.predicted], [...shape], 'float32');
  const { weight, weightShape = [], mask, maskShape = [] } = batch;
  return [
    target,
    predicted,
    weight && tf.tensor([...weight], [...weightShape], 'float32'),
    mask && tf.tensor([...mask], [...maskShape], 'bool'),
  ];
}

/** Nested in all axes, as `evaluate` takes it. */
function nested(values: readonly unknown[], shape: readonly number[]): unknown {
  if (shape.length === 0) return values[0];
  const [count, ...rest] = shape as [number, ...number[]];
  const each = sizeOf(rest);
  return Array.from({ length: count }, (_, k) => nested(values.slice(k * each, (k + 1) * each), rest));
}

const parsed = new Map<string, Loss>();

/** The same loss for equal specs: numeric derivatives ask for it many times. */
function lossOf(spec: LossSpec): Loss {
  const key = JSON.stringify(spec);
  const loss = parsed.get(key) ?? parseLoss(spec);
  parsed.set(key, loss);
  return loss;
}

/** What `evaluate` gives without a reduction, reduced here by the definition of each reduction, in float64. */
export function reducedByHand({ loss: spec, shape, ...batch }: Batch, reduction: TfjsReduction) {
  const loss = lossOf(spec);
  const exampleShape = loss.axes === 'i' ? shape.slice(0, -1) : shape;
  const [examples, items] = [sizeOf(exampleShape), loss.axes === 'i' ? (shape.at(-1) as number) : 1];
  const spread = <T>(values: readonly T[]) =>
    Array.from({ length: examples }, (_, k) => values[Math.floor((k * values.length) / examples)] as T);
  const weights = batch.weight === undefined ? Array<number>(examples).fill(1) : spread(batch.weight);
  const ofClasses = batch.mask !== undefined && loss.axes === 'i' && batch.mask.length === examples * items;
  const kept = Array.from({ length: examples }, (_, k) =>
    ofClasses
      ? batch.mask!.slice(k * items, (k + 1) * items).some(Boolean)
      : batch.mask === undefined || spread(batch.mask)[k],
  );
  const optional = (name: string, values: readonly unknown[] | undefined, of: readonly number[] | undefined) =>
    values === undefined ? {} : { [name]: nested(values, of ?? []) };
  const inputs = {
    predicted: nested(batch.predicted, shape),
    target: nested(batch.target, inputOf(loss, 'target')?.kind === 'label' ? exampleShape : shape),
    ...optional('weight', batch.weight, batch.weightShape),
    ...optional('mask', batch.mask, batch.maskShape),
  };
  const { loss: losses, gradient, hessian } = evaluate(loss, inputs as Parameters<typeof evaluate>[1]);
  const groups = reduction === 'example' ? (exampleShape[0] ?? 1) : reduction === 'none' ? examples : 1;
  const groupOf = (row: number) => Math.floor((row * groups) / examples);
  const totals = Array<number>(groups).fill(0);
  const counts = Array<number>(groups).fill(0);
  kept.forEach((keep, row) => {
    if (!keep) return;
    totals[groupOf(row)]! += losses[row] as number;
    counts[groupOf(row)]! += reduction === 'mean' ? (weights[row] as number) : 1;
  });
  const share = (group: number) =>
    reduction === 'none' || reduction === 'sum' ? 1 : counts[group] ? 1 / counts[group]! : 0;
  const scale = (x: number, k: number) => x * share(groupOf(Math.floor(k / items)));
  return {
    loss: totals.map((total, group) => total * share(group)),
    gradient: Array.from(gradient, scale),
    hessian: Array.from(hessian, scale),
    shape: reduction === 'none' ? exampleShape : reduction === 'example' ? exampleShape.slice(0, 1) : [],
  };
}
