import { describeValue } from '../errors/describe-value.js';
import { LossmithInputError, LossmithValueError } from '../errors/errors.js';

/** What names a list: a query id, a user, a number. */
export type Segment = number | string | bigint;

/** The list of each row, as indices from 0 in the order in which the ids first appear. */
export interface ReadSegments {
  readonly listOf: Int32Array;
  /** The id of each list. */
  readonly ids: readonly Segment[];
}

function checkSegment(value: unknown, row: number): asserts value is Segment {
  const named = typeof value === 'string' || typeof value === 'bigint';
  if (named || (typeof value === 'number' && !Number.isNaN(value))) return;
  throw new LossmithValueError('segments', row, value, 'no id of a list', 'give a number, a text or a bigint per row');
}

const isList = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

/** Rows of equal ids are one list, wherever they stand: ids need be neither sorted nor contiguous. */
export function readSegments(segments: unknown): ReadSegments {
  if (!isList(segments)) {
    const what = segments === undefined ? 'are missing' : `are ${describeValue(segments)}`;
    throw new LossmithInputError('segments', what, 'give an array with the id of a list for each row');
  }
  const lists = new Map<Segment, number>();
  const listOf = new Int32Array(segments.length);
  for (let row = 0; row < segments.length; row += 1) {
    const id = segments[row];
    checkSegment(id, row);
    const list = lists.get(id) ?? lists.size;
    lists.set(id, list);
    listOf[row] = list;
  }
  return { listOf, ids: [...lists.keys()] };
}
