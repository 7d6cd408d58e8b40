import { type Loss, LossmithInputError, LossmithShapeError } from '@lossmith/core';
import type { MaskAxes } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import { checkData } from './check-tensors.js';
import { type DataInput, dataInputsOf } from './data-inputs.js';
import type { Layout } from './layout.js';
import { shapeOf } from './program-shapes.js';

type Optional<T> = T | null | undefined;

/** The data of one call besides predicted, as a user gives them. */
export interface GivenData {
  readonly yTrue: Optional<tf.Tensor>;
  readonly weight?: Optional<tf.Tensor>;
  readonly mask?: Optional<tf.Tensor>;
  /** Inputs of the loss other than predicted and target, by name. */
  readonly inputs?: Optional<Readonly<Record<string, tf.Tensor>>>;
}

/** Constant data of one call, by the names that programs have for them: float32, one row per example. */
export interface Data {
  readonly tensors: Readonly<Record<string, tf.Tensor>>;
  readonly maskAxes: MaskAxes | undefined;
}

const same = (x: readonly number[], y: readonly number[]) => x.length === y.length && x.every((n, k) => n === y[k]);

/** A cast to the type a tensor has already would copy it. */
const asFloat = (x: tf.Tensor): tf.Tensor => (x.dtype === 'float32' ? x : tf.cast(x, 'float32'));

const asRows = (x: tf.Tensor, axes: '' | 'i', { examples, items }: Layout): tf.Tensor =>
  tf.reshape(asFloat(x), shapeOf(axes, examples, items));

/** One value per example, from one per example or per leading entry. */
function perExample(name: string, x: tf.Tensor, layout: Layout): tf.Tensor {
  const { exampleShape } = layout;
  if (!same(x.shape, exampleShape.slice(0, x.rank))) {
    const advice = 'give it the shape of the unreduced loss, or of its leading axes';
    throw new LossmithShapeError(name, x.shape, exampleShape, advice);
  }
  if (x.rank === exampleShape.length) return asRows(x, '', layout);
  const widened = tf.reshape(x, [...x.shape, ...exampleShape.slice(x.rank).map(() => 1)]);
  return asRows(tf.broadcastTo(asFloat(widened), [...exampleShape]), '', layout);
}

/** An input of the loss. Labels come with the shape of the unreduced loss or, as Keras has them, with an axis of one behind it. */
function inputTensor({ name, kind, axes }: DataInput, x: tf.Tensor, layout: Layout): tf.Tensor {
  const expected = axes === '' ? layout.exampleShape : layout.shape;
  const sparse = kind === 'label' && same(x.shape, [...expected, 1]);
  if (sparse || same(x.shape, expected)) return asRows(x, axes, layout);
  throw new LossmithShapeError(name, x.shape, expected, 'give it that shape; nothing is broadcast');
}

/** What `inputs` holds must be what the loss asks for: a name that is wrong would be a value that is missing. */
function checkNames(given: GivenData['inputs'], wanted: readonly string[]): void {
  const list = wanted.length === 0 ? 'this loss has no further inputs' : `this loss takes ${wanted.join(', ')}`;
  for (const name of Object.keys(given ?? {}))
    if (!wanted.includes(name)) throw new LossmithInputError(name, 'is no input of this loss', list);
}

/** The inputs of the loss besides predicted; a loss without a target does not look at yTrue, which Keras always gives. */
function lossTensors(loss: Loss, layout: Layout, { yTrue, inputs }: GivenData) {
  const wanted = dataInputsOf(loss);
  const further = wanted.filter(({ name }) => name !== 'target').map(({ name }) => name);
  checkNames(inputs, further);
  return wanted.map((input) => {
    const isTarget = input.name === 'target';
    const tensor = checkData(isTarget ? 'yTrue' : input.name, isTarget ? yTrue : inputs?.[input.name]);
    return [input.name, inputTensor(input, tensor, layout)] as const;
  });
}

/** A mask has predicted's shape, or counts for whole examples. */
function maskTensor(loss: Loss, layout: Layout, given: Optional<tf.Tensor>) {
  if (given == null) return undefined;
  const mask = checkData('mask', given);
  const ofItems = loss.axes === 'i' && same(mask.shape, layout.shape);
  const tensor = ofItems ? asRows(mask, 'i', layout) : perExample('mask', mask, layout);
  return { tensor, axes: ofItems ? ('i' as const) : ('' as const) };
}

/** The data of a call in the layout of programs, after checking that types and shapes fit. */
export function prepareData(loss: Loss, layout: Layout, given: GivenData): Data {
  const own = lossTensors(loss, layout, given);
  const weight =
    given.weight == null ? [] : [['weight', perExample('weight', checkData('weight', given.weight), layout)]];
  const mask = maskTensor(loss, layout, given.mask);
  const tensors = Object.fromEntries([...own, ...weight, ...(mask === undefined ? [] : [['mask', mask.tensor]])]);
  return { tensors, maskAxes: mask?.axes };
}
