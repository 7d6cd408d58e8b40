import { type Loss, type LossInput, LossmithInputError, LossmithShapeError } from '@lossmith/core';
import { describeValue, type MaskAxes, tensorOf } from '@lossmith/core/backend';
import * as tf from '@tensorflow/tfjs-core';
import { checkData } from './check-tensors.js';
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
function inputTensor({ name, kind, axes }: LossInput, x: tf.Tensor, layout: Layout): tf.Tensor {
  const expected = axes === '' ? layout.exampleShape : layout.shape;
  const sparse = kind === 'label' && same(x.shape, [...expected, 1]);
  if (sparse || same(x.shape, expected)) return asRows(x, axes, layout);
  throw new LossmithShapeError(name, x.shape, expected, 'give it that shape; nothing is broadcast');
}

/** What `inputs` holds must be what the loss asks for: a name that is wrong would be a value that is missing. */
function checkNames(given: GivenData['inputs'], wanted: readonly string[]): void {
  if (given == null) return;
  const list = wanted.length === 0 ? 'this loss has no further inputs' : `this loss takes ${wanted.join(', ')}`;
  if (typeof given !== 'object' || tensorOf(given) !== undefined)
    throw new LossmithInputError('inputs', `must be tensors by name, got ${describeValue(given)}`, list);
  const unknown = Object.keys(given).find((name) => !wanted.includes(name));
  if (unknown !== undefined) throw new LossmithInputError(unknown, 'is no input of this loss', list);
}

/** What is given for an input of the loss: the target as yTrue, others by their names. Optional ones that are left out are 0. */
function tensorFor({ name, axes, optional }: LossInput, { yTrue, inputs }: GivenData, layout: Layout): tf.Tensor {
  if (name === 'target') return checkData('yTrue', yTrue);
  const given = inputs?.[name];
  if (given == null && optional === true) return tf.zeros([...(axes === '' ? layout.exampleShape : layout.shape)]);
  if (given == null)
    throw new LossmithInputError(name, 'is missing', `give (yTrue, yPred, weight, mask, { ${name}: … })`);
  return checkData(name, given);
}

/** The inputs of the loss besides predicted; a loss without a target does not look at yTrue, which Keras always gives. */
function lossTensors(loss: Loss, layout: Layout, given: GivenData) {
  const wanted = loss.inputs.filter(({ name }) => name !== 'predicted');
  const named = wanted.map(({ name }) => name).filter((name) => name !== 'target');
  checkNames(given.inputs, named);
  return wanted.map((input) => [input.name, inputTensor(input, tensorFor(input, given, layout), layout)] as const);
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
