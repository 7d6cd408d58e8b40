import { expect, test } from 'vitest';
import { add, input, max, multiply, subtract, sum } from '../expressions/build.js';
import { swapAxes } from '../expressions/differentiate.js';
import { referenceBackend } from '../reference/reference.js';
import { compileFor } from './compile-for.js';
import { stagesOf } from './tiles.js';

const backend = referenceBackend();
const x = input('x', 'i');
const difference = subtract(x, swapAxes(x));
const program = (expression: typeof x, axes: '' | 'i') =>
  compileFor(backend, { y: { expression, axes } }, { precision: 'float64' });

test('a program without pairs is one stage', () => {
  expect(stagesOf(program(sum(x, 'i'), '')).map(({ kind }) => kind)).toEqual(['plain']);
});

test('what needs a sum over pairs comes after it, and works pairs out again where it is of pairs', () => {
  const scale = sum(sum(multiply(difference, difference), 'j'), 'i');
  const later = sum(multiply(difference, scale), 'j');
  expect(stagesOf(program(later, 'i')).map(({ kind }) => kind)).toEqual(['plain', 'pairs', 'plain', 'pairs']);
});

/** Lists short and long enough to be worked out whole, several at once, and in parts. */
test.each([1, 2, 5, 31, 33, 700, 2500])('pairs of %i items are gathered along both axes', (items) => {
  const data = Array.from({ length: 2 * items }, (_, k) => ((k * 37) % 101) - 50);
  const run = (expression: typeof x, axes: '' | 'i') =>
    backend.emit(program(expression, axes)).run({ examples: 2, items, data: { x: data } }).y as Float64Array;
  const lists = [data.slice(0, items), data.slice(items)];
  const expected = (of: (own: number, list: readonly number[]) => number) =>
    lists.flatMap((list) => list.map((own) => of(own, list)));
  const total = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0);
  expect([...run(sum(difference, 'j'), 'i')]).toEqual(expected((own, list) => items * own - total(list)));
  const alongI = swapAxes(add(sum(difference, 'i'), max(difference, 'i')));
  const columns = expected((own, list) => total(list) - items * own + Math.max(...list) - own);
  expect([...run(alongI, 'i')]).toEqual(columns);
});
