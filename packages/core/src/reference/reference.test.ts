import { describe, expect, test } from 'vitest';
import { sumOf } from '../data/compensated-sum.js';
import { add, exp, index, input, logSumExp, multiply, parameter, size, subtract, sum } from '../expressions/build.js';
import type { Axes, Expression } from '../expressions/expression.js';
import { compileFor } from '../programs/compile-for.js';
import { referenceBackend } from './reference.js';

const backend = referenceBackend();

function run(expression: Expression, axes: Axes, data: Record<string, number[]>, examples: number, items = 1) {
  const settings = { precision: 'float64', parameters: ['rate'] } as const;
  const program = compileFor(backend, { y: { expression, axes } }, settings);
  return backend.emit(program).run({ examples, items, data }).y as Float64Array;
}

const numbers = (count: number) => Array.from({ length: count }, (_, k) => Math.sin(k * 1.7));
const scaled = multiply(exp(input('x')), parameter('rate', 2));

test.each([0, 1, 1023, 1024, 1025, 3000])('%i examples come out as one by one', (examples) => {
  const x = numbers(examples);
  expect(run(scaled, '', { x }, examples)).toEqual(Float64Array.from(x, (value) => Math.exp(value) * 2));
});

describe.each([1, 3, 700, 5000])('rows of %i classes', (items) => {
  test.each([1, 7])('%i of them come out as one by one', (examples) => {
    const x = input('x', 'i');
    const expression = add(subtract(x, logSumExp(x, 'i')), multiply(index('i'), size('i')));
    const data = numbers(examples * items);
    const whole = run(expression, 'i', { x: data }, examples, items);
    for (let row = 0; row < examples; row += 1) {
      const part = data.slice(row * items, (row + 1) * items);
      expect(whole.subarray(row * items, (row + 1) * items)).toEqual(run(expression, 'i', { x: part }, 1, items));
    }
  });
});

test('parameters are their default, one number, or one per example', () => {
  const x = numbers(1500);
  const rate = x.map((_, k) => k);
  expect(run(scaled, '', { x }, 1500)[9]).toBe(Math.exp(x[9] as number) * 2);
  expect(run(scaled, '', { x, rate: [5] }, 1500)[1400]).toBe(Math.exp(x[1400] as number) * 5);
  expect(run(scaled, '', { x, rate }, 1500)).toEqual(Float64Array.from(x, (value, k) => Math.exp(value) * k));
});

test('a reduction over either class of a pair takes the right one', () => {
  const pair = add(multiply(input('x', 'i'), 10), input('x', 'j'));
  const data = { x: [1, 2, 3, 4, 5, 6] };
  expect([...run(sum(pair, 'j'), 'i', data, 2, 3)]).toEqual([36, 66, 96, 135, 165, 195]);
  expect([...run(sum(pair, 'i'), 'j', data, 2, 3)]).toEqual([63, 66, 69, 162, 165, 168]);
});

describe('sums carry their rounding errors along', () => {
  test('ten million tenths are a million', () => {
    expect(sumOf(new Float64Array(1e7).fill(0.1))).toBe(1e6);
  });

  test('what is too small to change the total one by one is not lost', () => {
    expect(sumOf(new Float64Array(10_001).fill(1e-16).fill(1, 0, 1))).toBe(1 + 1e-12);
    expect(sumOf(Float64Array.of(1, 1e100, 1, -1e100))).toBe(2);
    const row = [1, 1e100, 1, -1e100];
    expect([...run(sum(input('x', 'i'), 'i'), '', { x: row }, 1, 4)]).toEqual([2]);
  });

  test('infinities and NaN come through', () => {
    expect(sumOf(Float64Array.of(1, Infinity, 2))).toBe(Infinity);
    expect(sumOf(Float64Array.of(Infinity, -Infinity))).toBeNaN();
    expect(sumOf(Float64Array.of(1, Number.NaN))).toBeNaN();
    expect(sumOf(new Float64Array(0))).toBe(0);
  });
});
