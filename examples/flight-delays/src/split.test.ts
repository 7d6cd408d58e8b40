import { expect, test } from 'vitest';
import { splitRows } from './split.js';

const ROWS = 20_000;

test('every row is in exactly one part', () => {
  const { train, validation, test: heldOut } = splitRows(ROWS, 1);
  expect([train.length, validation.length, heldOut.length]).toEqual([13_000, 3_000, 4_000]);
  const rows = [...train, ...validation, ...heldOut].sort((a, b) => a - b);
  expect(rows).toEqual(Array.from({ length: ROWS }, (_, row) => row));
});

test('the seed decides the split', () => {
  expect(splitRows(ROWS, 3)).toEqual(splitRows(ROWS, 3));
  expect(splitRows(ROWS, 3).train).not.toEqual(splitRows(ROWS, 4).train);
});

test('the test rows are the same for every seed', () => {
  expect(splitRows(ROWS, 1).test).toEqual(splitRows(ROWS, 2).test);
});

test('the split is the one that the published numbers belong to', () => {
  const { train, test: heldOut } = splitRows(ROWS, 1);
  expect([...train.subarray(0, 3), ...heldOut.subarray(0, 3)]).toMatchInlineSnapshot(`
    [
      17175,
      5488,
      19599,
      4658,
      879,
      15246,
    ]
  `);
});
