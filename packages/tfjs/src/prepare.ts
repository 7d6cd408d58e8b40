import { type Loss, type LossInput, LossmithShapeError } from '@lossmith/core';
import { inputOf, type MaskAxes } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import { shapeOf } from './context.js';

/** How the tensors of one call lie: predicted's own shape, and the examples (or rows of classes) it holds. */
export interface Layout {
  readonly shape: readonly number[];
  /** The shape of the unreduced loss. */
  readonly exampleShape: readonly number[];
  readonly examples: number;
  readonly items: number;
}

/** Constant data of one call, laid out for programs: float32, one row per example. */
export interface Data {
  readonly target: tf.Tensor;
  readonly weight?: tf.Tensor;
  readonly mask?: tf.Tensor;
  readonly maskAxes?: MaskAxes;
}

const same = (x: readonly number[], y: readonly number[]) => x.length === y.length && x.every((n, k) => n === y[k]);

export function layoutOf(loss: Loss, predicted: tf.Tensor): Layout {
  const { shape } = predicted;
  if (loss.axes === '') return { shape, exampleShape: shape, examples: predicted.size, items: 1 };
  const items = shape[shape.length - 1];
  if (items === undefined || items === 0) {
    throw new LossmithShapeError(
      'predicted',
      shape,
      [...shape.slice(0, -1), 1],
      'class losses need their classes on the last axis',
    );
  }
  return { shape, exampleShape: shape.slice(0, -1), examples: predicted.size / items, items };
}

/** A cast to the type a tensor has already would copy it. */
const asFloat = (x: tf.Tensor): tf.Tensor => (x.dtype === 'float32' ? x : tf.cast(x, 'float32'));

const asRows = (x: tf.Tensor, axes: '' | 'i', { examples, items }: Layout): tf.Tensor =>
  tf.reshape(asFloat(x), shapeOf(axes, examples, items));

/** One value per example, from one per example or per leading entry. */
function perExample(name: string, x: tf.Tensor, layout: Layout): tf.Tensor {
  const { exampleShape } = layout;
  if (!same(x.shape, exampleShape.slice(0, x.rank))) {
    throw new LossmithShapeError(
      name,
      x.shape,
      exampleShape,
      'give it the shape of the unreduced loss, or of its leading axes',
    );
  }
  if (x.rank === exampleShape.length) return asRows(x, '', layout);
  const widened = tf.reshape(x, [...x.shape, ...exampleShape.slice(x.rank).map(() => 1)]);
  return asRows(tf.broadcastTo(asFloat(widened), [...exampleShape]), '', layout);
}

/** Labels come with the shape of the unreduced loss or, as Keras has them, with an axis of one behind it. */
function targetOf(loss: Loss, target: tf.Tensor, layout: Layout): tf.Tensor {
  const { axes, kind } = inputOf(loss, 'target') as LossInput;
  const expected = axes === loss.axes ? layout.shape : layout.exampleShape;
  const sparse = kind === 'label' && same(target.shape, [...expected, 1]);
  if (!sparse && !same(target.shape, expected)) {
    throw new LossmithShapeError('target', target.shape, expected, 'give it that shape; nothing is broadcast');
  }
  return asRows(target, axes, layout);
}

/** The data of a call in the layout of programs, after checking that the shapes fit. */
export function prepareData(loss: Loss, layout: Layout, target: tf.Tensor, weight?: tf.Tensor, mask?: tf.Tensor): Data {
  const ofClasses = loss.axes === 'i' && mask !== undefined && same(mask.shape, layout.shape);
  const masked =
    mask === undefined ? undefined : ofClasses ? asRows(mask, 'i', layout) : perExample('mask', mask, layout);
  return {
    target: targetOf(loss, target, layout),
    ...(weight === undefined ? {} : { weight: perExample('weight', weight, layout) }),
    ...(masked === undefined ? {} : { mask: masked, maskAxes: ofClasses ? ('i' as const) : ('' as const) }),
  };
}
