import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFor } from '../programs/compile-for.js';
import { referenceBackend } from '../reference/reference.js';
import * as build from './build.js';
import { differentiate } from './differentiate.js';
import type { Axes, Expression } from './expression.js';
import { valueAt } from './value-at.js';

const { add, input, logSumExp, multiply, softplus, square, subtract, sum, tanh, variable } = build;
const x = variable('x');

const smooth = ['sigmoid', 'softplus', 'tanh', 'arctan', 'asinh', 'erf', 'hypot1'] as const;
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.constant(x),
    fc.double({ min: -2, max: 2, noNaN: true }).map(build.constant),
    fc.tuple(fc.constantFrom(...smooth), tie('tree')).map(([op, a]) => build[op](a)),
    fc
      .tuple(fc.constantFrom(add, subtract, multiply), tie('tree'), tie('tree'))
      .map(([operation, a, b]) => operation(a, b)),
  ),
}));

test('the derivative of a smooth expression is what differences say', () => {
  fc.assert(
    fc.property(tree, fc.double({ min: -2, max: 2, noNaN: true }), (expression, place) => {
      const h = 1e-3;
      const at = (k: number) => valueAt(expression, place + k * h);
      const expected = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h);
      const size = Math.max(...[-2, -1, 0, 1, 2].map((k) => Math.abs(at(k))));
      const actual = valueAt(differentiate(expression, x), place);
      expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-5 * (1 + size + Math.abs(expected)));
    }),
    { numRuns: 500, endOnFailure: true },
  );
});

const backend = referenceBackend();
const scores = [0.3, -1.2, 2.1, 0.9];

function run(expression: Expression, axes: Axes, data: Record<string, number[]>): number[] {
  const program = compileFor(backend, { y: { expression, axes } }, { precision: 'float64' });
  return [...(backend.emit(program).run({ examples: 1, items: scores.length, data }).y as Float64Array)];
}

/** ∂f/∂scoresₖ for every k by central differences. */
function differences(f: (x: number[]) => number): number[] {
  const moved = (k: number, h: number) => f(scores.map((score, at) => (at === k ? score + h : score)));
  return scores.map((_, k) => (moved(k, 1e-5) - moved(k, -1e-5)) / 2e-5);
}

const [xi, xj] = [input('x', 'i'), input('x', 'j')];
const examples: readonly (readonly [string, Expression])[] = [
  ['Σ tanh', sum(tanh(xi), 'i')],
  ['logSumExp', logSumExp(square(xi), 'i')],
  ['a product of reductions', multiply(sum(square(xi), 'i'), logSumExp(xi, 'i'))],
  ['a reduction inside a sum', sum(multiply(tanh(xi), softplus(subtract(xi, logSumExp(xi, 'i')))), 'i')],
  ['pairs', sum(sum(softplus(subtract(xi, xj)), 'j'), 'i')],
  ['pairs, summed over i first', sum(sum(multiply(softplus(subtract(xi, xj)), tanh(xj)), 'i'), 'j')],
  ['logSumExp over one class of the pair', sum(logSumExp(multiply(xi, tanh(xj)), 'j'), 'i')],
];

describe.each(examples)('of a row: %s', (_, expression) => {
  const gradient = differentiate(expression, xi);

  test('the gradient is what differences say', () => {
    const expected = differences((values) => run(expression, '', { x: values })[0] as number);
    run(gradient, 'i', { x: scores }).forEach((value, k) => {
      expect(value).toBeCloseTo(expected[k] as number, 7);
    });
  });

  test('the Hessian times a vector is what differences of the gradient say', () => {
    const v = [1, -0.5, 0.25, 2];
    const along = differentiate(sum(multiply(input('v', 'i'), gradient), 'i'), xi);
    const expected = differences((values) =>
      run(gradient, 'i', { x: values }).reduce((total, value, k) => total + value * (v[k] as number), 0),
    );
    run(along, 'i', { x: scores, v }).forEach((value, k) => {
      expect(value).toBeCloseTo(expected[k] as number, 6);
    });
  });
});

test('an integral is refused rather than taken for a constant', () => {
  expect(() =>
    differentiate(
      build.integral((t) => multiply(x, t)),
      x,
    ),
  ).toThrow();
});
