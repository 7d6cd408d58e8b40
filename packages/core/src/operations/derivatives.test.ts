import { describe, expect, test } from 'vitest';
import { input, rebuild } from '../expressions/build.js';
import { differentiate } from '../expressions/differentiate.js';
import { compileFor } from '../programs/compile-for.js';
import { referenceBackend } from '../reference/reference.js';
import { domains, ranges } from './intervals.js';
import type { OperationName } from './operation-name.js';
import { operations } from './operations.js';

const backend = referenceBackend();
const names = Object.keys(operations) as OperationName[];
/** Logic has no slope, two ways to one value share one, and the bound of a cap is a number. */
const differentiable = names.filter((op) => {
  const { meaning, derivative } = operations[op];
  const apart = ['cap', 'sign', 'select', 'byPrecision', 'byArithmetic'];
  return meaning !== undefined && derivative !== undefined && !apart.includes(op);
});

const places = [-30, -6.3, -2, -1.1, -0.7, -0.3, -0.01, 0.01, 0.2, 0.6, 0.78, 1.2, 1.9, 5, 29];

const inside = (op: OperationName, x: number, margin: number) => {
  const domain = domains[op] ?? [-Infinity, Infinity];
  return x - margin >= domain[0] && x + margin <= domain[1];
};

/** The five-point rule, error h⁴. */
function slopeOf(f: (x: number) => number, x: number, h: number): number {
  return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);
}

describe.each(differentiable)('the derivative of %s', (op) => {
  const meaning = operations[op].meaning as (...args: number[]) => number;
  const leaves = ['x', 'y', 'z'].slice(0, meaning.length).map((name) => input(name));
  const node = rebuild({ op, args: leaves, axes: '' }, leaves);
  const seconds = leaves.length === 1 ? [0] : [-1.7, 0.4, 3];
  const points = places.flatMap((x) =>
    seconds.map((y) => [x, y, 0.9].slice(0, leaves.length) as [number, ...number[]]),
  );

  test.each(leaves.map(({ name }, k) => [name as string, k] as const))('by %s is what differences say', (_, k) => {
    const expression = differentiate(node, leaves[k] as (typeof leaves)[number]);
    const program = compileFor(backend, { slope: { expression, axes: '' } }, { precision: 'float64' });
    let looked = 0;
    for (const point of points) {
      const h = 1e-4 * Math.max(0.05, Math.min(1, Math.abs(point[k] as number)));
      if (!inside(op, point[0], 2 * h)) continue;
      const f = (value: number) => meaning(...point.map((own, at) => (at === k ? value : own)));
      const expected = slopeOf(f, point[k] as number, h);
      const data = Object.fromEntries(leaves.map(({ name }, at) => [name, [point[at] as number]]));
      const actual = (backend.emit(program).run({ examples: 1, items: 1, data }).slope as Float64Array)[0] as number;
      const noise = (1e-15 * Math.abs(f(point[k] as number))) / h;
      expect(Math.abs(actual - expected), `at ${point}`).toBeLessThanOrEqual(
        1e-9 * Math.abs(expected) + 20 * noise + 1e-300,
      );
      looked += 1;
    }
    expect(looked).toBeGreaterThan(4);
  });
});

test('at a kink the slope is the one to the right', () => {
  const x = input('x');
  const at = (op: OperationName) => {
    const expression = differentiate(rebuild({ op, args: [x], axes: '' }, [x]), x);
    const program = compileFor(backend, { slope: { expression, axes: '' } }, { precision: 'float64' });
    return backend.emit(program).run({ examples: 2, items: 1, data: { x: [0, -0] } }).slope;
  };
  expect(at('absolute')).toEqual(Float64Array.of(1, 1));
});

describe('results lie in the range of the operation', () => {
  const ranged = names.filter((op) => ranges[op] !== undefined && operations[op].meaning?.length === 1);
  const sizes = Array.from({ length: 140 }, (_, k) => 1.3 * 2 ** (-40 + k)).flatMap((x) => [x, -x]);

  test.each(ranged)('%s', (op) => {
    const { meaning } = operations[op];
    const domain = domains[op] ?? [-Infinity, Infinity];
    const [least, most] = ranges[op] as readonly [number, number];
    for (const x of [...places, ...sizes, 0, 1].filter((place) => place >= domain[0] && place <= domain[1])) {
      const value = (meaning as (x: number) => number)(x);
      expect(value, `at ${x}`).toBeGreaterThanOrEqual(least);
      expect(value, `at ${x}`).toBeLessThanOrEqual(most);
    }
  });
});
