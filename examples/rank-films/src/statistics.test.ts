import { expect, test } from 'vitest';
import { ticksOf } from './dot-plot.js';
import { formatDifference, formatMean } from './format-mean.js';
import { markedPart, replaceMarkedPart } from './marked-part.js';
import { meanOf, paired } from './statistics.js';

test('a mean with its standard error', () => {
  expect(meanOf([1, 3])).toEqual({ mean: 2, error: 1 });
  expect(meanOf([1])).toEqual({ mean: 1, error: undefined });
  expect(paired([3, 5], [1, 6])).toEqual([2, -1]);
});

test('as text', () => {
  expect(formatMean({ mean: 0.5, error: 0.0123 }, 3)).toBe('0.500 ± 0.012');
  expect(formatDifference({ mean: 0.25, error: undefined }, 2)).toBe('+0.25');
  expect(formatDifference({ mean: -0.25, error: 0.5 }, 1)).toBe('−0.3 ± 0.5');
});

test('the marked part of a text ends at a blank line, or with the text', () => {
  const text = 'before\n<!-- table: generated -->\n| old |\n\nafter\n';
  expect(markedPart(text, 'table')).toBe('| old |\n');
  const replaced = replaceMarkedPart(text, 'table', '| new |\n| row |\n');
  expect(replaced).toBe('before\n<!-- table: generated -->\n| new |\n| row |\n\nafter\n');
  expect(markedPart('<!-- end -->\nlast', 'end')).toBe('last');
  expect(() => markedPart(text, 'picture')).toThrow("The text has no comment '<!-- picture'");
});

test('ticks are round and cover the values', () => {
  const rounded = (low: number, high: number) => ticksOf(low, high).map((tick) => Number(tick.toFixed(6)));
  expect(rounded(-0.03, 0.09)).toEqual([-0.05, 0, 0.05, 0.1]);
  expect(rounded(0, 4)).toEqual([0, 1, 2, 3, 4]);
});
