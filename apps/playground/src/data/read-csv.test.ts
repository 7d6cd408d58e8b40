import { expect, test } from 'vitest';
import { readCsv } from './read-csv.js';

const valuesOf = (text: string) => {
  const read = readCsv(text);
  return 'values' in read ? read.values : read.problem;
};

test('numbers one a line, or all in a line', () => {
  expect(valuesOf('1\n2.5\n-3e2\n')).toEqual([1, 2.5, -300]);
  expect(valuesOf('1, 2, 3')).toEqual([1, 2, 3]);
  expect(valuesOf('1 2 3')).toEqual([1, 2, 3]);
  expect(valuesOf('1\r\n2\r\n')).toEqual([1, 2]);
});

test('of a table the column score, else the one with the most numbers', () => {
  expect(readCsv('id,score\n1,0.5\n2,0.7')).toEqual({ values: [0.5, 0.7], column: 'score', leftOut: 0 });
  expect(readCsv('name;delay\n"a; b";3\nc;4\nd;')).toEqual({ values: [3, 4], column: 'delay', leftOut: 1 });
  expect(readCsv('a\t1\nb\t2')).toEqual({ values: [1, 2], column: 'column 2', leftOut: 0 });
});

test('what cannot be used is refused, with what to do', () => {
  expect(valuesOf('')).toMatch(/nothing to read/);
  expect(valuesOf('hello')).toMatch(/Only one line of words/);
  expect(valuesOf('a\nb\nc')).toMatch(/No number was found. Give at least two/);
  expect(valuesOf('5')).toMatch(/Only one number/);
  expect(valuesOf('2\n2\n2')).toBe('All 3 scores are 2. Give scores that differ.');
  expect(valuesOf('1\n1e300')).toMatch(/^Scores beyond ±1000000000000000 cannot be drawn/);
  expect(valuesOf('1,5\n2,5\nNaN')).not.toContain(Number.NaN);
});
