import { LossmithShapeError } from '../errors/errors.js';
import { checkLoss, type Loss } from '../losses/loss.js';
import type { MaskAxes } from '../programs/mask.js';
import { type ArrayInput, type LabelInput, sizeOf, type Tensor, toTensor } from './array-input.js';
import { checkInputNames } from './check-options.js';
import { labelsOf, sameShape } from './label-shapes.js';

export { checkOptions } from './check-options.js';

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

export function expectShape(
  name: string,
  { shape, flat, values }: Tensor,
  expected: readonly number[],
): ArrayLike<number> {
  if (sameShape(shape, expected) || (flat && values.length === sizeOf(expected))) return values;
  throw new LossmithShapeError(name, shape, expected, 'give it that shape; nothing is broadcast');
}

/** Every value repeated, so that one per leading entry becomes one per example. */
export function repeat(values: ArrayLike<number>, times: number): ArrayLike<number> {
  if (times === 1) return values;
  const out = new Float64Array(values.length * times);
  for (let k = 0; k < values.length; k += 1) out.fill(values[k] as number, k * times, (k + 1) * times);
  return out;
}

/** The leading axes of `full` that the tensor covers, or undefined. */
function leadingAxes({ shape, flat, values }: Tensor, full: readonly number[]): readonly number[] | undefined {
  const choices = full.map((_, k) => full.slice(0, full.length - k));
  return choices.find((choice) => sameShape(shape, choice) || (flat && values.length === sizeOf(choice)));
}

/** One value per example, from one per example or per leading entry. */
export function perExample(name: string, tensor: Tensor, examples: readonly number[]): ArrayLike<number> {
  const leading = leadingAxes(tensor, examples);
  if (leading !== undefined) return repeat(tensor.values, sizeOf(examples.slice(leading.length)));
  if (examples.length === 0 && tensor.values.length === 1) return tensor.values;
  throw new LossmithShapeError(name, tensor.shape, examples, 'give it that shape, or that of its leading axes');
}

/** The shape of predicted as examples, and items of each. */
function layoutOf({ axes, items: expected }: Loss, shape: readonly number[]) {
  if (axes === '') return { exampleShape: shape, items: 1 };
  const [exampleShape, items] = [shape.slice(0, -1), shape.at(-1) ?? 0];
  if (items === 0) {
    throw new LossmithShapeError('predicted', shape, [...exampleShape, 1], 'give classes on the last axis');
  }
  if (expected !== undefined && items !== expected) {
    throw new LossmithShapeError('predicted', shape, [...exampleShape, expected], 'give as many on the last axis');
  }
  return { exampleShape, items };
}

/** Checks shapes and lays the data flat. Values are not looked at. */
export function prepareInputs(loss: Loss, inputs: LossInputs): PreparedInputs {
  checkLoss(loss);
  checkInputNames(inputs, lossInputNames(loss));
  const predicted = toTensor('predicted', inputs.predicted, inputs);
  const { shape } = predicted;
  const { exampleShape, items } = layoutOf(loss, shape);
  const others = loss.inputs.slice(1).map(({ name, kind, axes, optional }) => {
    const labels = kind === 'label';
    if (optional === true && inputs[name] === undefined)
      return [name, new Float64Array(sizeOf(axes === loss.axes ? shape : exampleShape))] as const;
    const given = toTensor(name, inputs[name] as LabelInput, { labels });
    const expected = axes === loss.axes ? shape : exampleShape;
    const values = labels ? labelsOf(name, given, predicted, exampleShape) : expectShape(name, given, expected);
    return [name, values] as const;
  });
  const { weight, mask } = inputs;
  const weights =
    weight === undefined ? {} : { weight: perExample('weight', toTensor('weight', weight), exampleShape) };
  const kept = mask === undefined ? undefined : prepareMask(loss, toTensor('mask', mask), shape, exampleShape);
  return {
    shape,
    examples: sizeOf(exampleShape),
    items,
    maskAxes: kept?.axes,
    data: {
      predicted: predicted.values,
      ...Object.fromEntries(others),
      ...weights,
      ...(kept === undefined ? {} : { mask: kept.values }),
    },
  };
}

function prepareMask(loss: Loss, mask: Tensor, shape: readonly number[], examples: readonly number[]) {
  const ofClasses =
    loss.axes === 'i' && (sameShape(mask.shape, shape) || (mask.flat && mask.values.length === sizeOf(shape)));
  if (ofClasses) return { axes: 'i' as const, values: mask.values };
  return { axes: '' as const, values: perExample('mask', mask, examples) };
}

/** Names of what a loss is given at call time. */
export const lossInputNames = ({ inputs }: Loss): readonly string[] => [
  ...inputs.map(({ name }) => name),
  'weight',
  'mask',
  'shape',
];
