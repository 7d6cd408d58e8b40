import { LossmithInputError, LossmithOptionError, LossmithShapeError, LossmithValueError } from '@lossmith/core';
import type { Segment } from '@lossmith/core/lists';
import type { Features } from './features.js';

/** What a head is trained on, or measured on, besides features. */
export interface HeadData {
  /**
   * One number per row of features, or a row of numbers for losses of classes; labels are indices. Of preferences of an observed gap one per pair. Losses that observe nothing have
   * none.
   */
  readonly targets?: ArrayLike<number> | readonly (readonly number[])[];
  /** The id of a list, such as a query, for each row: losses of pairs and lists are taken within it. */
  readonly lists?: ArrayLike<Segment>;
  /** Rows [chosen, rejected], for losses of preferences. */
  readonly pairs?: readonly (readonly [chosen: number, rejected: number])[];
  /** ≥ 0, one per row, list or pair. */
  readonly weights?: ArrayLike<number>;
}

/** What a batch is made of: a row, the rows of a list, or two rows. */
export type Unit = readonly number[];

/** How rows stand together: each by itself, or in lists or pairs, whose items one head scores. */
export interface Units {
  readonly units: readonly Unit[];
  readonly grouped: boolean;
}

function unitsOfLists(lists: ArrayLike<Segment>, rows: number): readonly Unit[] {
  if (lists.length !== rows)
    throw new LossmithShapeError('lists', [lists.length], [rows], 'give the id of a list for each row of features');
  const found = new Map<Segment, number[]>();
  for (let row = 0; row < rows; row += 1) {
    const id = lists[row] as Segment;
    const list = found.get(id) ?? [];
    list.push(row);
    found.set(id, list);
  }
  return [...found.values()];
}

function unitsOfPairs(pairs: readonly (readonly number[])[], rows: number): readonly Unit[] {
  pairs.forEach((pair, k) => {
    const known = (row: unknown) => Number.isSafeInteger(row) && (row as number) >= 0 && (row as number) < rows;
    if (pair.length === 2 && pair.every(known)) return;
    const what = `is no pair of rows of the ${rows} there are`;
    throw new LossmithValueError('pairs', k, pair, what, 'give [chosen, rejected]: two indices of features');
  });
  return pairs;
}

/** The units of the data; throws where there is nothing, or both lists and pairs. */
export function unitsOf({ lists, pairs }: HeadData, { dims: [rows] }: Features): Units {
  if (lists !== undefined && pairs !== undefined)
    throw new LossmithOptionError('pairs', 'cannot be given with lists', 'give one of them');
  if (rows === 0 || pairs?.length === 0)
    throw new LossmithInputError('features', 'are empty', 'give at least one row, and one pair where pairs are given');
  if (lists !== undefined) return { units: unitsOfLists(lists, rows), grouped: true };
  if (pairs !== undefined) return { units: unitsOfPairs(pairs, rows), grouped: true };
  return { units: Array.from({ length: rows }, (_, row) => [row]), grouped: false };
}
