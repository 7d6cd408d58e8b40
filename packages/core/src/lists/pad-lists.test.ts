import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { runs } from '../../../../vitest.whole.ts';
import { lambdaWeights, ndcg } from '../metrics.js';
import { padLists } from './pad-lists.js';
import { unpadLists } from './unpad-lists.js';

// biome-ignore lint/suspicious/noExplicitAny: types would refuse these calls
const any = (value: unknown): any => value;

describe('padLists', () => {
  test('rows of equal ids are one list, wherever they stand', () => {
    const padded = padLists([1, 2, 3, 4, 5], ['b', 'a', 'b', 'c', 'b']);
    expect(padded.shape).toEqual([3, 3]);
    expect(Array.from(padded.values)).toEqual([1, 3, 5, 2, 0, 0, 4, 0, 0]);
    expect(Array.from(padded.mask)).toEqual([1, 1, 1, 1, 0, 0, 1, 0, 0]);
    expect(padded.segments).toEqual(['b', 'a', 'c']);
  });

  test('several arrays at once, float32 staying float32', () => {
    const values = { predicted: Float32Array.of(1, 2, 3), target: Int32Array.of(4, 5, 6), kept: [true, false, true] };
    const padded = padLists(values, Int32Array.of(7, 7, -1));
    expect(padded.values).toEqual({
      predicted: Float32Array.of(1, 2, 3, 0),
      target: Float64Array.of(4, 5, 6, 0),
      kept: Float64Array.of(1, 0, 1, 0),
    });
    expectTypeOf(padded.values.predicted).toEqualTypeOf<Float32Array>();
    expectTypeOf(padded.values.target).toEqualTypeOf<Float64Array>();
    expectTypeOf(padLists([1], [1]).values).toEqualTypeOf<Float64Array>();
  });

  test('ids of 64 bits, and no rows at all', () => {
    expect(padLists([1, 2], BigInt64Array.of(5n, 5n) as never).shape).toEqual([1, 2]);
    expect(padLists([1, 2], [2n ** 60n, 2n ** 60n + 1n]).shape).toEqual([2, 1]);
    expect(padLists([], []).shape).toEqual([0, 0]);
  });

  test('there and back is where it was, and a copy sent by a message serves too', () => {
    const rows = fc.array(fc.tuple(fc.double(), fc.integer({ min: -2, max: 2 })), { maxLength: 30 });
    fc.assert(
      fc.property(rows, fc.boolean(), (given, single) => {
        const numbers = given.map(([value]) => value);
        const values = single ? Float32Array.from(numbers) : Float64Array.from(numbers);
        const padded = padLists(
          values,
          given.map(([, id]) => id),
        );
        expect(unpadLists(padded, padded.values)).toEqual(values);
        expect(unpadLists(structuredClone(padded), padded.values)).toEqual(values);
        const total = padded.mask.reduce((sum, kept) => sum + kept, 0);
        expect(total).toBe(given.length);
        expect(Array.from(padded.values).every((value, place) => padded.mask[place] === 1 || value === 0)).toBe(true);
      }),
      runs(100, 500),
    );
  });

  test('metrics of padded lists are those of each list, and weights come back to their rows', () => {
    const rows = { predicted: [3, 1, 2, 5, 4], target: [1, 2, 0, 0, 1] };
    const padded = padLists(rows, [8, 9, 8, 8, 9]);
    const { predicted, target } = padded.values;
    const found = ndcg().perList({ ...padded.values, mask: padded.mask, shape: padded.shape });
    expect(found[0]).toBe(ndcg().evaluate({ predicted: [3, 2, 5], target: [1, 0, 0] }).mean);
    expect(found[1]).toBe(ndcg().evaluate({ predicted: [1, 4], target: [2, 1] }).mean);
    const { discount } = lambdaWeights(predicted, target, padded.mask, { shape: padded.shape });
    expect(Array.from(unpadLists(padded, discount))).toEqual([1 / Math.log2(3), 1 / Math.log2(3), 0.5, 1, 1]);
  });
});

const two = padLists([1, 2, 3], [0, 0, 1]);
const refused: readonly [call: string, run: () => unknown, name: string, message: string][] = [
  ['no segments', () => any(padLists)([1]), 'LossmithInputError', 'segments are missing; give an array with the id'],
  ['one segment', () => padLists([1], any(3)), 'LossmithInputError', 'segments are 3'],
  ['a NaN', () => padLists([1, 2], [0, Number.NaN]), 'LossmithValueError', 'segments[1] = NaN: no id of a list'],
  ['a hole', () => padLists([1, 2], any([0, undefined])), 'LossmithValueError', 'segments[1] = undefined'],
  [
    'more values than segments',
    () => padLists({ target: [1, 2, 3] }, [0, 0]),
    'LossmithShapeError',
    'target has shape [3], but [2] is needed; give one number per row, as many as segments',
  ],
  ['rows of numbers', () => padLists([[1, 2]], [0]), 'LossmithShapeError', 'values has shape [1, 2]'],
  ['no values', () => any(padLists)(undefined, [0]), 'LossmithInputError', 'values is missing'],
  ['no layout', () => any(unpadLists)(undefined, [0]), 'LossmithInputError', 'padded is undefined, not the result'],
  [
    'values of another shape',
    () =>
      unpadLists(two, [
        [1, 2, 3],
        [4, 5, 6],
      ]),
    'LossmithShapeError',
    'values has shape [2, 3], but [2, 2] is needed',
  ],
  [
    'lists that do not fit into memory',
    () => {
      const ids = Float64Array.from({ length: 100_000 }, (_, row) => (row < 50_000 ? 0 : row));
      return padLists(ids, ids);
    },
    'LossmithInputError',
    'segments make 50001 lists, and the longest has 50000 items: too much memory for padding; split the long lists',
  ],
];

test.each(refused)('refused: %s', (_, run, name, message) => {
  expect(run).toThrow(expect.objectContaining({ name, message: expect.stringContaining(message) }));
});

test('nested values come back too, without a look at the padding', () => {
  expect(
    unpadLists(two, [
      [1, 2],
      [3, Number.NaN],
    ]),
  ).toEqual(Float64Array.of(1, 2, 3));
});
