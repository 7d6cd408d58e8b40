import { LossmithShapeError } from '../errors/errors.js';
import { checkLoss, type Loss, lossInputNames } from '../losses/loss.js';
import type { MaskAxes } from '../programs/mask.js';
import { type ArrayInput, type LabelInput, sizeOf, type Tensor, toTensor } from './array-input.js';
import { checkInputNames } from './check-options.js';
import { labelsOf, sameShape } from './label-shapes.js';

export { checkOptions } from './check-options.js';

/** Data of a loss. All arrays are nested, or flat typed arrays with the `shape` of predicted beside them. */
export interface LossInputs {
  readonly predicted: ArrayInput;
  /** The shape of predicted; for labels the shape without its last axis, or with 1 there. */
  readonly target: LabelInput;
  /** ≥ 0, of the shape of the unreduced loss or of its leading axes. */
  readonly weight?: ArrayInput;
  /** True (or above 0) keeps; of the shape of the unreduced loss, of its leading axes, or of predicted. */
  readonly mask?: ArrayInput;
  /** The shape of predicted, needed where predicted is a flat array of something that is not flat. */
  readonly shape?: readonly number[];
}

/** Data ready for a program: flat, one entry (or row) per example. */
export interface PreparedInputs {
  readonly shape: readonly number[];
  readonly examples: number;
  readonly items: number;
  readonly maskAxes: MaskAxes | undefined;
  readonly data: { readonly predicted: ArrayLike<number>; readonly target: ArrayLike<number> } & Readonly<
    Partial<Record<'weight' | 'mask', ArrayLike<number>>>
  >;
}

function expectShape(name: string, { shape, flat, values }: Tensor, expected: readonly number[]): ArrayLike<number> {
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
function perExample(name: string, tensor: Tensor, examples: readonly number[]): ArrayLike<number> {
  const leading = leadingAxes(tensor, examples);
  if (leading !== undefined) return repeat(tensor.values, sizeOf(examples.slice(leading.length)));
  if (examples.length === 0 && tensor.values.length === 1) return tensor.values;
  throw new LossmithShapeError(name, tensor.shape, examples, 'give it that shape, or that of its leading axes');
}

/** Checks shapes and lays the data flat. Values are not looked at. */
export function prepareInputs(loss: Loss, inputs: LossInputs): PreparedInputs {
  checkLoss(loss);
  checkInputNames(inputs, lossInputNames);
  const predicted = toTensor('predicted', inputs.predicted, inputs);
  const { shape } = predicted;
  const examples = loss.axes === 'i' ? shape.slice(0, -1) : shape;
  const items = loss.axes === 'i' ? (shape.at(-1) ?? 0) : 1;
  if (items === 0) {
    throw new LossmithShapeError('predicted', shape, [...examples, 1], 'give classes on the last axis');
  }
  const labels = loss.target.kind === 'label';
  const given = toTensor('target', inputs.target, { labels });
  const target = labels ? labelsOf('target', given, predicted, examples) : expectShape('target', given, shape);
  const weight =
    inputs.weight === undefined ? undefined : perExample('weight', toTensor('weight', inputs.weight), examples);
  const mask =
    inputs.mask === undefined ? undefined : prepareMask(loss, toTensor('mask', inputs.mask), shape, examples);
  return {
    shape,
    examples: sizeOf(examples),
    items,
    maskAxes: mask?.axes,
    data: {
      predicted: predicted.values,
      target,
      ...(weight === undefined ? {} : { weight }),
      ...(mask === undefined ? {} : { mask: mask.values }),
    },
  };
}

function prepareMask(loss: Loss, mask: Tensor, shape: readonly number[], examples: readonly number[]) {
  const ofClasses =
    loss.axes === 'i' && (sameShape(mask.shape, shape) || (mask.flat && mask.values.length === sizeOf(shape)));
  if (ofClasses) return { axes: 'i' as const, values: mask.values };
  return { axes: '' as const, values: perExample('mask', mask, examples) };
}
