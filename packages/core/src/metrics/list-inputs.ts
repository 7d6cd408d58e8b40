import { type ArrayInput, sizeOf, toTensor } from '../data/array-input.js';
import { checkInputNames } from '../data/check-options.js';
import { checkWeights, keepsAny } from '../data/check-weights.js';
import { sameShape } from '../data/label-shapes.js';
import { expectShape, perExample, repeat } from '../data/loss-inputs.js';
import { LossmithShapeError } from '../errors/errors.js';

/** What metrics are given. The last axis of predicted is that of the items; a single axis is one list. */
export interface ListInputs {
  /** Scores, [lists, items] (or with more axes before the items). */
  readonly predicted: ArrayInput;
  /** Labels or scores that were observed: the shape of predicted. Negative ones are labels like others. */
  readonly target: ArrayInput;
  /** True (or above 0) keeps: the shape of predicted, or of its leading axes. What it leaves out is not looked at. */
  readonly mask?: ArrayInput;
  /** ≥ 0, one per list (or of leading axes). A list of weight 0 is not looked at. */
  readonly weight?: ArrayInput;
  /** The shape of predicted, needed where predicted is a flat array of several lists. */
  readonly shape?: readonly number[];
}

/** The inputs of a metric, laid flat: `mask` is per item, `weight` per list, or per item where that was asked for. */
export interface FlatLists {
  readonly predicted: ArrayLike<number>;
  readonly target: ArrayLike<number>;
  readonly mask: ArrayLike<number> | undefined;
  readonly weight: ArrayLike<number> | undefined;
  readonly lists: number;
  readonly items: number;
}

const names = ['predicted', 'target', 'mask', 'weight', 'shape'];

type Shape = readonly number[];

function masksOf(given: ArrayInput, shape: Shape, listShape: Shape, items: number): ArrayLike<number> {
  const mask = toTensor('mask', given);
  const perItem = sameShape(mask.shape, shape) || (mask.flat && mask.values.length === sizeOf(shape));
  return perItem ? mask.values : repeat(perExample('mask', mask, listShape), items);
}

/** Checks shapes and weights, and lays the inputs flat. `weights` says whether each list or each item has one. */
export function readInputs(inputs: ListInputs, weights: 'lists' | 'items'): FlatLists {
  checkInputNames(inputs, names);
  const { values: predicted, shape } = toTensor('predicted', inputs.predicted, inputs);
  const [listShape, items] = [shape.slice(0, -1), shape.at(-1) ?? 0];
  if (items === 0) throw new LossmithShapeError('predicted', shape, [...listShape, 1], 'give items on the last axis');
  const target = expectShape('target', toTensor('target', inputs.target), shape);
  const mask = inputs.mask === undefined ? undefined : masksOf(inputs.mask, shape, listShape, items);
  const examples = weights === 'lists' ? listShape : shape;
  const weight =
    inputs.weight === undefined ? undefined : perExample('weight', toTensor('weight', inputs.weight), examples);
  const width = weights === 'lists' ? items : 1;
  checkWeights('weight', weight ?? [], (k) => keepsAny(mask, k * width, width));
  return { predicted, target, mask, weight, lists: sizeOf(listShape), items };
}
