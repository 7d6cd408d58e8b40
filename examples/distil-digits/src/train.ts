import { compileTfjs, type Loss } from '@lossmith/tfjs';
import { randomNumbers, shuffled } from '@lossmith-examples/rank-films/random';
import { train as optimizers, type Scalar, type Tensor, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { type Digits, PIXELS } from './digits.js';

/** A loss that is made of several: the mean over images. */
export type LossOfImages = (target: Tensor, scores: Tensor) => Scalar;

export interface Lesson {
  readonly loss: Loss | LossOfImages;
  readonly learningRate: number;
  readonly epochs: number;
  readonly seed: number;
}

/** What a network is to learn of an image: its label, or a row of numbers, as the ten scores of the teacher. */
export type Targets = Int32Array | Float32Array;

const BATCH = 200;

function pickRows(values: Float32Array, width: number, rows: readonly number[]): Tensor {
  const picked = new Float32Array(rows.length * width);
  for (const [k, row] of rows.entries()) picked.set(values.subarray(row * width, (row + 1) * width), k * width);
  return tensor2d(picked, [rows.length, width]);
}

const pickTargets = (targets: Targets, width: number, rows: readonly number[]): Tensor =>
  targets instanceof Int32Array
    ? tensor1d(
        rows.map((row) => targets[row]!),
        'int32',
      )
    : pickRows(targets, width, rows);

/** Adam, in an order of the images that the seed decides. */
export function train(network: LayersModel, { pixels, labels }: Digits, targets: Targets, lesson: Lesson): void {
  const loss = typeof lesson.loss === 'function' ? lesson.loss : compileTfjs(lesson.loss, { reduction: 'mean' });
  const width = targets.length / labels.length;
  const random = randomNumbers(lesson.seed);
  const optimizer = optimizers.adam(lesson.learningRate);
  const all = Array.from(labels, (_, row) => row);
  for (let epoch = 0; epoch < lesson.epochs; epoch += 1) {
    const order = shuffled(all, random);
    for (let first = 0; first < order.length; first += BATCH) {
      const rows = order.slice(first, first + BATCH);
      tidy(() => {
        const [images, target] = [pickRows(pixels, PIXELS, rows), pickTargets(targets, width, rows)];
        optimizer.minimize(() => loss(target, network.apply(images) as Tensor) as Scalar);
      });
    }
  }
  optimizer.dispose();
}
