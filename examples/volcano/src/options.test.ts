import { expect, test } from 'vitest';
import { STRENGTHS } from './contenders.js';
import { readOptions } from './options.js';

test('nothing said is all seeds at all strengths', () => {
  const expected = { plan: { seeds: 20, strengths: STRENGTHS }, write: false, redraw: false, help: false };
  expect(readOptions([])).toEqual(expected);
  expect(readOptions(['--'])).toEqual(expected);
});

test.each([
  [['--seeds', 'many'], "--seeds takes a whole number from 1 to 31, not 'many'"],
  [['--seeds', '32'], "--seeds takes a whole number from 1 to 31, not '32'"],
  [['--out', ''], '--out takes a folder, not an empty name'],
  [['--redraw', '--quick'], '--redraw trains nothing, so that it takes neither --seeds nor --quick'],
  [['--write', '--seeds', '3'], '--write writes what is committed, which is of all seeds'],
  [['volcano'], "Unexpected argument 'volcano'"],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
