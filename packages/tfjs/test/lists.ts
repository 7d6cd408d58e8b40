import { evaluate, type Loss } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';
import type { TfjsReduction } from '../src/reduction.ts';

type Values = readonly number[];

/** Lists of items as flat arrays, `groups` entries of the first axis with `each` lists of them. */
export interface Lists {
  readonly groups: number;
  readonly each: number;
  readonly items: number;
  readonly predicted: Values;
  readonly target?: Values;
  readonly weight?: Values;
  readonly mask?: Values;
  /** Further inputs by name. */
  readonly inputs?: Readonly<Record<string, Values>>;
}

/** Whether pairs are counted by the order of the targets, so that ties are none. */
const isOrdered = ({ spec }: Loss) => spec.target === 'relevance' || spec.order === 'byTarget';

/** Whether a list counts in a mean, from the definition: some pair of items that are kept counts more than 0. */
function hasPair(loss: Loss, { items, target, mask, inputs = {} }: Lists, row: number): boolean {
  const places = Array.from({ length: items }, (_, k) => row * items + k).filter((k) => mask?.[k] !== 0);
  const counts = (i: number, j: number) => {
    const apart = (values: Values | undefined) => values === undefined || values[i] !== values[j];
    const differs = !isOrdered(loss) || apart(target);
    return differs && (loss.spec.pairWeight !== 'lambda' || (apart(inputs.gain) && apart(inputs.discount)));
  };
  return places.some((i) => places.some((j) => i !== j && counts(i, j)));
}

const rowsOf = (values: Values, items: number) =>
  Array.from({ length: values.length / items }, (_, row) => values.slice(row * items, (row + 1) * items));

/** What `evaluate` gives list by list, reduced here by the definition of each reduction, in float64. */
export function reducedLists(loss: Loss, lists: Lists, reduction: TfjsReduction) {
  const { groups, each, items, predicted, target, weight, mask, inputs = {} } = lists;
  const named = Object.entries(inputs).map(([name, values]) => [name, rowsOf(values, items)] as const);
  const {
    loss: losses,
    gradient,
    hessian,
  } = evaluate(loss, {
    predicted: rowsOf(predicted, items),
    ...(target && { target: rowsOf(target, items) }),
    ...(weight && { weight: [...weight] }),
    ...(mask && { mask: rowsOf(mask, items) }),
    ...Object.fromEntries(named),
  });
  const kept = Array.from(losses, (_, row) => hasPair(loss, lists, row));
  const count = { none: losses.length, example: groups, sum: 1, mean: 1 }[reduction];
  const groupOf = (row: number) => Math.floor((row * count) / losses.length);
  const totals = Array<number>(count).fill(0);
  const counted = Array<number>(count).fill(0);
  losses.forEach((value, row) => {
    totals[groupOf(row)]! += value;
    if (kept[row]) counted[groupOf(row)]! += reduction === 'mean' ? (weight?.[row] ?? 1) : 1;
  });
  const isSum = reduction === 'none' || reduction === 'sum';
  const share = (group: number) => (isSum ? 1 : counted[group] ? 1 / counted[group]! : 0);
  const scaled = (values: Float64Array) => Array.from(values, (x, k) => x * share(groupOf(Math.floor(k / items))));
  return {
    loss: totals.map((total, group) => total * share(group)),
    gradient: scaled(gradient),
    hessian: scaled(hessian),
    shape: { none: [groups, each], example: [groups], sum: [], mean: [] }[reduction],
  };
}

/** The lists as tensors, in the order a loss takes them. */
export function tensorsOfLists({ groups, each, items, predicted, target, weight, mask, inputs }: Lists) {
  const ofItems = (values: Values | undefined, type: 'float32' | 'bool' = 'float32') =>
    values && tf.tensor([...values], [groups, each, items], type);
  const named = Object.entries(inputs ?? {}).map(([name, values]) => [name, ofItems(values) as tf.Tensor]);
  return [
    ofItems(target),
    ofItems(predicted) as tf.Tensor,
    weight && tf.tensor([...weight], [groups, each]),
    ofItems(mask, 'bool'),
    Object.fromEntries(named) as Record<string, tf.Tensor>,
  ] as const;
}
