import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  absolute,
  add,
  boundedExp,
  byPrecision,
  cap,
  constant,
  exp,
  input,
  integral,
  logSumExp,
  multiply,
  offset,
  power,
  scaled,
} from '../expressions/build.js';
import type { Axes, Expression } from '../expressions/expression.js';
import { compileFor } from '../programs/compile-for.js';
import { referenceBackend } from '../reference/reference.js';
import type { Precision } from './operation.js';
import { primitives } from './operations.js';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

function run(expression: Expression, precision: Precision, data: Record<string, number[]>, items = 1, axes: Axes = '') {
  const plain = referenceBackend(precision);
  const lowerings = Object.fromEntries(Object.entries(plain.lowerings).filter(([op]) => op in primitives));
  const backend = { ...plain, lowerings: lowerings as typeof plain.lowerings };
  const program = compileFor(backend, { y: { expression, axes } }, { precision });
  return (backend.emit(program).run({ examples: 1, items, data }).y as Float64Array)[0] as number;
}

const x = input('x');
const row = input('x', 'i');
const limits = { float32: 80, float64: 690 };

describe.each(['float64', 'float32'] as const)('in %s', (precision) => {
  test('a bounded exponential is the exponential below the limit and never overflows', () => {
    const at = (place: number) => run(boundedExp(x), precision, { x: [place] });
    expect(at(3)).toBe(run(exp(x), precision, { x: [3] }));
    expect(at(-1e4)).toBe(0);
    for (const place of [limits[precision], 1e4, 2 ** 126, Infinity]) {
      expect(at(place)).toBe(run(exp(x), precision, { x: [limits[precision]] }));
      expect(at(place)).toBeLessThan(precision === 'float32' ? 2 ** 128 : Infinity);
    }
  });

  test('a cap is the smaller of the two', () => {
    for (const [place, least] of [
      [-5, -5],
      [0.5, 0.5],
      [7, 1],
    ] as const) {
      expect(run(cap(x, 1), precision, { x: [place] })).toBe(least);
    }
  });

  test('log Σ eˣ of a row is exact for equal scores and far beyond the range of exp', () => {
    const at = (values: number[]) => run(logSumExp(row, 'i'), precision, { x: values }, values.length);
    expect(at([0, 0])).toBeCloseTo(Math.LN2, precision === 'float64' ? 15 : 7);
    expect(at([5])).toBe(5);
    expect(at([-1e30, -1e30])).toBe(Math.fround(-1e30) === 0 ? 0 : at([-1e30]));
    expect(at([1000, -1000, 0])).toBe(1000);
    expect(at([1000, Number.NaN])).toBeNaN();
  });

  test('log Σ eˣ moves with a shift of the row', () => {
    fc.assert(
      fc.property(
        fc.array(number(-20, 20), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: -40, max: 40 }),
        (values, by) => {
          const at = (list: number[]) => run(logSumExp(row, 'i'), precision, { x: list }, list.length);
          const step = precision === 'float64' ? 2 ** -52 : 2 ** -23;
          const moved = at(values.map((value) => value + by));
          expect(Math.abs(moved - by - at(values))).toBeLessThanOrEqual(step * (130 + 2 * values.length));
        },
      ),
    );
  });

  test('an integral is exact for polynomials and reaches the precision for smooth functions', () => {
    const digits = precision === 'float64' ? 15 : 6;
    const degree = precision === 'float64' ? 27 : 11;
    const monomial = integral((t) => power(t, degree));
    expect(run(monomial, precision, {})).toBeCloseTo(1 / (degree + 1), digits);
    expect(
      run(
        integral((t) => exp(multiply(t, x))),
        precision,
        { x: [1] },
      ),
    ).toBeCloseTo(Math.E - 1, digits - 1);
    expect(
      run(
        integral((t) => add(t, x)),
        precision,
        { x: [0.25] },
      ),
    ).toBeCloseTo(0.75, digits);
  });

  test('of two ways to a value the one for the precision is taken', () => {
    expect(run(byPrecision(x, absolute(x)), precision, { x: [-2] })).toBe(precision === 'float64' ? -2 : 2);
  });

  test('z − c keeps every digit of a constant center beside it', () => {
    fc.assert(
      fc.property(number(0.1, 50), number(-1e-3, 1e-3), (center, gap) => {
        const z = Math.fround(center + gap);
        const value = run(offset(x, center), precision, { x: [z] });
        expect(Math.abs(value - (z - center))).toBeLessThanOrEqual(2 ** -23 * Math.abs(z - center));
      }),
    );
  });
});

test('what is held in float32 stays finite only where the rate may take it out of range', () => {
  const at = (rate: number, precision: Precision) => run(scaled(x, rate), precision, { x: [2 ** 126] });
  expect(at(16, 'float32')).toBe(2 ** 126);
  expect(at(-16, 'float32')).toBe(-(2 ** 126));
  expect(at(0.5, 'float32')).toBe(2 ** 125);
  expect(at(16, 'float64')).toBe(2 ** 130);
  expect(run(scaled(x, constant(3)), 'float32', { x: [Number.NaN] })).toBeNaN();
});
