import { type Loss, LossmithShapeError } from '@lossmith/core';
import type * as tf from '@tensorflow/tfjs-core';

/** How the tensors of one call lie: predicted's own shape, and the examples (each a number, or a row of items) it holds. */
export interface Layout {
  readonly shape: readonly number[];
  /** The shape of the unreduced loss. */
  readonly exampleShape: readonly number[];
  readonly examples: number;
  readonly items: number;
}

export function layoutOf(loss: Loss, predicted: tf.Tensor): Layout {
  const { shape } = predicted;
  if (loss.axes === '') return { shape, exampleShape: shape, examples: predicted.size, items: 1 };
  const items = shape[shape.length - 1];
  if (items === undefined || items === 0) {
    const advice = 'class losses need their classes on the last axis';
    throw new LossmithShapeError('predicted', shape, [...shape.slice(0, -1), 1], advice);
  }
  if (loss.items !== undefined && loss.items !== items)
    throw new LossmithShapeError(
      'predicted',
      shape,
      [...shape.slice(0, -1), loss.items],
      'give as many on the last axis',
    );
  return { shape, exampleShape: shape.slice(0, -1), examples: predicted.size / items, items };
}
