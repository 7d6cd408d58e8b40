import { LossmithValueError } from '../errors/errors.js';
import type { FlatLists } from './list-inputs.js';

/** What the mask keeps of one list. */
export interface List {
  readonly predicted: Float64Array;
  readonly target: Float64Array;
  /** Where each item stands in the flat inputs. */
  readonly places: readonly number[];
}

/** A NaN has no rank, and is no relevance. */
function checkNumber(name: string, values: ArrayLike<number>, place: number): void {
  if (!Number.isNaN(values[place])) return;
  throw new LossmithValueError(
    name,
    place,
    values[place],
    'cannot be ranked',
    'correct it, or leave it out by the mask',
  );
}

/** What the mask keeps of a list; a list of weight 0 has nothing. */
export function listAt({ predicted, target, mask, weight, items }: FlatLists, list: number): List {
  const places: number[] = [];
  for (let k = list * items; k < (list + 1) * items && weight?.[list] !== 0; k += 1) {
    if (mask === undefined || (mask[k] as number) > 0) places.push(k);
  }
  for (const place of places) {
    checkNumber('predicted', predicted, place);
    checkNumber('target', target, place);
  }
  const kept = (values: ArrayLike<number>) => Float64Array.from(places, (place) => values[place] as number);
  return { predicted: kept(predicted), target: kept(target), places };
}
