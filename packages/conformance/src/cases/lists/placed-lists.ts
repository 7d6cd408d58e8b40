import type { Loss } from '@lossmith/core';
import type { ExactNumber, ExactPoint } from '../../exact/exact-points.js';
import { batchOf, everyPoint } from '../../exact/points.js';
import type { NamedSet } from '../../exact/sets.js';
import type { Batch } from '../../harness.js';

/** Where the items of a list go in another, whose other places are masked. */
export interface Placing {
  readonly name: string;
  width(items: number): number;
  place(item: number, items: number): number;
}

export const turned: Placing = {
  name: 'items in the opposite order',
  width: (items) => items,
  place: (item, items) => items - 1 - item,
};
export const between: Placing = {
  name: 'NaN and infinities in masked items between',
  width: (items) => 2 * items + 1,
  place: (item) => 2 * item + 1,
};

const fillers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
const zero: ExactNumber = { text: '0.0', value: 0, allowed: 0 };

/** Values of items at their new places, others elsewhere. */
function placed<Value>(placing: Placing, values: readonly Value[], filler: (place: number) => Value): Value[] {
  const out = Array.from({ length: placing.width(values.length) }, (_, place) => filler(place));
  for (const [item, value] of values.entries()) out[placing.place(item, values.length)] = value;
  return out;
}

function placedPoint(placing: Placing, { inputs }: Loss, point: ExactPoint): ExactPoint {
  const bad = (place: number) => fillers[place % fillers.length] as number;
  const perItem = (name: string) => inputs.find((input) => input.name === name)?.axes === 'i';
  const data = (name: string, values: readonly number[]) => (perItem(name) ? placed(placing, values, bad) : values);
  const exact = (numbers: readonly ExactNumber[]) => placed(placing, numbers, () => zero);
  const { predicted, target, others, counts } = point;
  return {
    predicted: data('predicted', predicted),
    target: data('target', target),
    others: Object.fromEntries(Object.entries(others).map(([name, values]) => [name, data(name, values)])),
    counts,
    exact: {
      loss: point.exact.loss,
      gradient: exact(point.exact.gradient),
      hessian: exact(point.exact.hessian),
    },
  };
}

/** The exact lists of a set, laid out anew, and their mask. */
export function placedSet(set: NamedSet, placing: Placing): { readonly set: NamedSet; readonly batch: Batch } {
  const points = set.points.map((point) => placedPoint(placing, set.loss, point));
  const wide = { ...set, items: placing.width(set.items), points };
  const row = placed(placing, Array<number>(set.items).fill(1), () => 0);
  const batch = batchOf(wide, everyPoint(wide));
  return { set: wide, batch: { ...batch, mask: points.flatMap(() => row) } };
}
