import { type ArrayInput, type TypedNumbers, toTensor } from '../data/array-input.js';
import { isRecord } from '../errors/describe-value.js';
import { LossmithInputError, LossmithShapeError } from '../errors/errors.js';
import { readSegments, type Segment } from './read-segments.js';

/** Float32 stays float32; all else becomes float64. */
export type PaddedNumbers<Values> = Values extends Float32Array ? Float32Array : Float64Array;

type Padded<Values> = Values extends number | boolean | TypedNumbers | readonly unknown[]
  ? PaddedNumbers<Values>
  : { readonly [Name in keyof Values]: PaddedNumbers<Values[Name]> };

/** Where the rows of lists went: plain data. */
export interface ListLayout {
  /** [lists, items]: items is the length of the longest list. */
  readonly shape: readonly [lists: number, items: number];
  /** 1 where there is an item, 0 where there is padding; flat, of that shape. */
  readonly mask: Uint8Array;
  /** Of each row its place in the flat padded arrays. */
  readonly places: Float64Array;
  /** The id of each list. */
  readonly segments: readonly Segment[];
}

export interface PaddedLists<Values> extends ListLayout {
  /** The values, flat, of that shape, 0 where there is padding. */
  readonly values: Padded<Values>;
}

/** More places than this are a mistake, or no case for padding: 16 GiB of float64. */
const mostPlaces = 2 ** 31;

/** The longest list decides the size of all: one of a million rows among a million short ones cannot be padded. */
function allocate<Numbers>(make: (length: number) => Numbers, [lists, items]: readonly [number, number]): Numbers {
  try {
    if (lists * items > mostPlaces) throw new RangeError();
    return make(lists * items);
  } catch {
    const what = `make ${lists} lists, and the longest has ${items} items: too much memory for padding`;
    throw new LossmithInputError('segments', what, 'split the long lists, or pad fewer lists at once');
  }
}

function layoutOf(given: unknown): ListLayout {
  const { listOf, ids } = readSegments(given);
  const lengths = new Float64Array(ids.length);
  const positions = Float64Array.from(listOf, (list) => {
    const position = lengths[list] as number;
    lengths[list] = position + 1;
    return position;
  });
  const items = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  const shape = [ids.length, items] as const;
  const mask = allocate((length) => new Uint8Array(length), shape);
  const places = positions.map((position, row) => (listOf[row] as number) * items + position);
  for (const place of places) mask[place] = 1;
  return { shape, mask, places, segments: ids };
}

/** The values at their places. */
function padOne(name: string, given: ArrayInput, { shape, places }: ListLayout): Float32Array | Float64Array {
  const { values, shape: rows } = toTensor(name, given);
  if (rows.length !== 1 || values.length !== places.length) {
    throw new LossmithShapeError(name, rows, [places.length], 'give one number per row, as many as segments');
  }
  const single = given instanceof Float32Array;
  const padded = allocate((length) => (single ? new Float32Array(length) : new Float64Array(length)), shape);
  for (let row = 0; row < places.length; row += 1) padded[places[row] as number] = values[row] as number;
  return padded;
}

/**
 * Rows of lists of unequal length as an array of [lists, items], padded with 0, and the mask that says what is real. `segments` has the
 * id of a list for each row: rows of equal ids are one list, wherever they stand. Lists come in the order in which their ids first
 * appear, items in the order of the rows. `values` is one array with a number per row, or several by name: { predicted, target }.
 * Throws `LossmithShapeError` for arrays of another length, `LossmithValueError` for ids that are none (NaN, null, a hole).
 */
export function padLists<const Values extends ArrayInput | Readonly<Record<string, ArrayInput>>>(
  values: Values,
  segments: ArrayLike<Segment>,
): PaddedLists<Values> {
  const layout = layoutOf(segments);
  const padded = isRecord(values)
    ? Object.fromEntries(
        Object.entries(values).map(([name, given]) => [name, padOne(name, given as ArrayInput, layout)]),
      )
    : padOne('values', values as ArrayInput, layout);
  return Object.freeze({ values: padded as Padded<Values>, ...layout });
}
