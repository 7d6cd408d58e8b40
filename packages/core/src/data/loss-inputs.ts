import { LossmithShapeError } from '../errors/errors.js';
import { checkLoss, type Loss } from '../losses/loss.js';
import type { MaskAxes } from '../programs/mask.js';
import { type ArrayInput, type LabelInput, sizeOf, type Tensor, toTensor } from './array-input.js';
import { checkInputNames } from './check-options.js';
import { fits, labelsOf } from './label-shapes.js';

/** Data of a loss. All arrays are nested, or flat typed arrays with the `shape` of predicted beside them. */
export interface LossInputs {
  readonly predicted: ArrayInput;
  /**
   * The shape of predicted; for labels the shape without its last axis, or with 1 there. Losses that observe nothing have none.
   */
  readonly target?: LabelInput;
  /** ≥ 0, of the shape of the unreduced loss or of its leading axes. */
  readonly weight?: ArrayInput;
  /** True (or above 0) keeps; of the shape of the unreduced loss, of its leading axes, or of predicted. */
  readonly mask?: ArrayInput;
  /** The shape of predicted, needed where predicted is a flat array of something that is not flat. */
  readonly shape?: readonly number[];
  /** What else a loss asks for (`loss.inputs`), by name. */
  readonly [input: string]: LabelInput | undefined;
}

/** Data ready for a program: flat, one entry (or row) per example. */
export interface PreparedInputs {
  readonly shape: readonly number[];
  readonly examples: number;
  readonly items: number;
  readonly maskAxes: MaskAxes | undefined;
  /** The inputs of the loss, and `weight` and `mask` where they are given. */
  readonly data: Readonly<Record<string, ArrayLike<number>>>;
}

export function expectShape(name: string, tensor: Tensor, expected: readonly number[]): ArrayLike<number> {
  if (fits(tensor, expected)) return tensor.values;
  throw new LossmithShapeError(name, tensor.shape, expected, 'give it that shape; nothing is broadcast');
}

/** Every value repeated, so that one per leading entry becomes one per example. */
export function repeat(values: ArrayLike<number>, times: number): ArrayLike<number> {
  if (times === 1) return values;
  const out = new Float64Array(values.length * times);
  for (let k = 0; k < values.length; k += 1) out.fill(values[k] as number, k * times, (k + 1) * times);
  return out;
}

/** One value per example, from one per example or per leading entry. */
export function perExample(name: string, tensor: Tensor, examples: readonly number[]): ArrayLike<number> {
  for (let k = examples.length; k > 0; k -= 1) {
    if (fits(tensor, examples.slice(0, k))) return repeat(tensor.values, sizeOf(examples.slice(k)));
  }
  if (examples.length === 0 && tensor.values.length === 1) return tensor.values;
  throw new LossmithShapeError(name, tensor.shape, examples, 'give it that shape, or that of its leading axes');
}

/** The shape of predicted as examples, and items of each. */
export function examplesIn({ axes, items: expected }: Loss, shape: readonly number[]) {
  if (axes === '') return { exampleShape: shape, items: 1 };
  const [exampleShape, items] = [shape.slice(0, -1), shape.at(-1) ?? 0];
  if (items > 0 && items === (expected ?? items)) return { exampleShape, items };
  const advice = expected === undefined ? 'give classes on the last axis' : 'give as many on the last axis';
  throw new LossmithShapeError('predicted', shape, [...exampleShape, expected ?? 1], advice);
}

/** Whether a mask has values per item, and its values. */
function prepareMask(loss: Loss, mask: Tensor, shape: readonly number[], examples: readonly number[]) {
  return loss.axes === 'i' && fits(mask, shape)
    ? { axes: 'i' as const, values: mask.values }
    : { axes: '' as const, values: perExample('mask', mask, examples) };
}

/** Checks shapes and lays the data flat. Values are not looked at. */
export function prepareInputs(loss: Loss, inputs: LossInputs): PreparedInputs {
  checkLoss(loss);
  checkInputNames(inputs, lossInputNames(loss));
  const predicted = toTensor('predicted', inputs.predicted, inputs);
  const { shape } = predicted;
  const { exampleShape, items } = examplesIn(loss, shape);
  const data: Record<string, ArrayLike<number>> = { predicted: predicted.values };
  for (const { name, kind, axes, optional } of loss.inputs.slice(1)) {
    const labels = kind === 'label';
    const expected = axes === loss.axes ? shape : exampleShape;
    if (optional === true && inputs[name] === undefined) {
      data[name] = new Float64Array(sizeOf(expected));
      continue;
    }
    const given = toTensor(name, inputs[name], { labels });
    data[name] = labels ? labelsOf(name, given, predicted, exampleShape) : expectShape(name, given, expected);
  }
  const { weight, mask } = inputs;
  if (weight !== undefined) data.weight = perExample('weight', toTensor('weight', weight), exampleShape);
  const kept = mask === undefined ? undefined : prepareMask(loss, toTensor('mask', mask), shape, exampleShape);
  if (kept !== undefined) data.mask = kept.values;
  return { shape, examples: sizeOf(exampleShape), items, maskAxes: kept?.axes, data };
}

/** Names of what a loss is given at call time. */
const lossInputNames = ({ inputs }: Loss): readonly string[] => [
  ...inputs.map(({ name }) => name),
  'weight',
  'mask',
  'shape',
];
