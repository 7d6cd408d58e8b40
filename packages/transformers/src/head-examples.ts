import { type Loss, LossmithOptionError, LossmithShapeError } from '@lossmith/core';
import { lambdaWeights } from '@lossmith/core/metrics';
import { type Features, pickRows } from './features.js';
import { type HeadData, type Unit, unitsOf } from './head-data.js';
import { type Feed, itemsOf, targetsOf } from './head-targets.js';

/** What a step is given besides parameters, and what a loss is evaluated on: by the names that both have. */
export type Feeds = Readonly<Record<string, Feed>>;

/** Features with targets, in the form that a loss takes them. A batch is made of units: rows, lists or pairs. */
export interface HeadExamples {
  readonly count: number;
  /** Whether one head scores the items of lists or pairs. */
  readonly grouped: boolean;
  readonly masked: boolean;
  readonly weighted: boolean;
  readonly outputSize: number;
  /** Whether the loss weighs pairs by what an exchange would do, which takes the present scores. */
  readonly needsScores: boolean;
  features(chosen: readonly number[]): Feed;
  /** Target, mask and weight. */
  data(chosen: readonly number[]): Feeds;
  /** What LambdaRank weighs pairs by, for scores of the shape of the batch. */
  lambda(chosen: readonly number[], predicted: Float32Array): Feeds;
}

const known = new Set(['predicted', 'target', 'reference', 'gain', 'discount']);

function checkLossOf(loss: Loss, grouped: boolean): void {
  const other = loss.inputs.find(({ name }) => !known.has(name));
  if (other !== undefined)
    throw new LossmithOptionError('loss', `asks for '${other.name}'`, 'trainHead has nothing to give for it');
  if (grouped && loss.axes === '')
    throw new LossmithOptionError('loss', 'is of single scores', 'leave out lists and pairs, or take a loss of lists');
  if (!grouped && (loss.items !== undefined || loss.inputs.some(({ name }) => name === 'gain')))
    throw new LossmithOptionError(
      'loss',
      'is of lists or pairs of rows',
      'give { lists }, or { pairs } for preferences',
    );
}

/** Features of the units, [units, inputSize], or [units, items, inputSize] with zeros where there is no item. */
function featuresOf(features: Features, units: readonly Unit[], grouped: boolean) {
  const width = features.dims[1];
  return (chosen: readonly number[]): Feed => {
    const items = itemsOf(units, chosen);
    const data = new Float32Array(chosen.length * items * width);
    chosen.forEach((k, place) => {
      pickRows(features, units[k] as Unit, data.subarray(place * items * width));
    });
    const dims = grouped ? [chosen.length, items, width] : [chosen.length, width];
    return { type: 'float32', data, dims };
  };
}

/** 1 for each item that is there. */
function maskOf(units: readonly Unit[], chosen: readonly number[]): Feed {
  const items = itemsOf(units, chosen);
  const data = new Uint8Array(chosen.length * items);
  chosen.forEach((k, place) => {
    data.fill(1, place * items, place * items + (units[k] as Unit).length);
  });
  return { type: 'bool', data, dims: [chosen.length, items] };
}

function weightsOf({ weights }: HeadData, count: number) {
  if (weights === undefined) return undefined;
  if (weights.length !== count)
    throw new LossmithShapeError('weights', [weights.length], [count], 'give one per row, list or pair');
  return (chosen: readonly number[]): Feed => {
    return { type: 'float32', data: Float32Array.from(chosen, (k) => weights[k] as number), dims: [chosen.length] };
  };
}

/** Whatever a loss is to be trained or measured on, after checking that everything fits together. */
export function headExamples(loss: Loss, features: Features, given: HeadData): HeadExamples {
  const together = unitsOf(given, features);
  const { units, grouped } = together;
  checkLossOf(loss, grouped);
  const targets = targetsOf(loss, given, features.dims[0], together);
  const weights = weightsOf(given, units.length);
  const masked = given.lists !== undefined;
  const reference = loss.inputs.some(({ name }) => name === 'reference');
  return {
    count: units.length,
    grouped,
    masked,
    weighted: weights !== undefined,
    outputSize: targets.outputSize,
    needsScores: loss.inputs.some(({ name }) => name === 'gain'),
    features: featuresOf(features, units, grouped),
    data(chosen) {
      const target = targets.of(chosen);
      const none: Feed = { type: 'float32', data: new Float32Array(2 * chosen.length), dims: [chosen.length, 2] };
      return {
        ...(target === undefined ? {} : { target }),
        ...(masked ? { mask: maskOf(units, chosen) } : {}),
        ...(weights === undefined ? {} : { weight: weights(chosen) }),
        ...(reference ? { reference: none } : {}),
      };
    },
    lambda(chosen, predicted) {
      const { data, dims } = targets.of(chosen) as Feed & { readonly data: Float32Array };
      const { gain, discount } = lambdaWeights(predicted, data, maskOf(units, chosen).data as Uint8Array, {
        shape: dims,
      });
      const feed = (values: Float64Array): Feed => ({ type: 'float32', data: Float32Array.from(values), dims });
      return { gain: feed(gain), discount: feed(discount) };
    },
  };
}
