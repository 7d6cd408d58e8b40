import type { Loss } from '@lossmith/core';
import type { HostInputs, Precision } from '@lossmith/core/backend';
import type { TestedTensor } from '../../subject.js';
import { isLabelled, madeScore, madeWeight } from '../made-batches.js';
import type { Shapes, TensorStage } from './tensor-stage.js';

const sizeOf = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);

const numbers = (precision: Precision, length: number, at: (k: number) => number) =>
  precision === 'float32'
    ? Float32Array.from({ length }, (_, k) => at(k))
    : Float64Array.from({ length }, (_, k) => at(k));

/** As many numbers as the shape holds: other ones at every place, so that a number which serves twice shows. */
function tensorData(loss: Loss, precision: Precision, name: string, length: number): TestedTensor['data'] {
  if (name === 'mask') return new Uint8Array(length).fill(1);
  if (name === 'target' && isLabelled(loss)) return Int32Array.from({ length }, (_, k) => k % 3);
  if (name === 'weight') return numbers(precision, length, (k) => madeWeight(k, 1));
  return numbers(precision, length, (k) => madeScore(k, name === 'target' ? 1 : 0));
}

/** Tensors of these shapes for a loss. */
export function madeTensors({ loss }: TensorStage, precision: Precision, shapes: Shapes) {
  const made = ([name, shape]: readonly [string, readonly number[]]) =>
    [name, { data: tensorData(loss, precision, name, sizeOf(shape)), shape }] as const;
  return Object.fromEntries(Object.entries(shapes).map(made));
}

/** The same data as backends get them without tensors. */
export function hostInputsOf({ loss }: TensorStage, tensors: Readonly<Record<string, TestedTensor>>): HostInputs {
  const [examples = 0, items = 1] = tensors.predicted?.shape ?? [];
  const data = Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data]));
  return { examples, items: loss.axes === 'i' ? items : 1, data };
}
