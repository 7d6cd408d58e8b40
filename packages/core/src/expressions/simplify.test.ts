import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OperationName } from '../operations/operation-name.js';
import { operations } from '../operations/operations.js';
import { add, constant, divide, multiply, negate, rebuild, select, subtract, variable } from './build.js';
import type { Expression } from './expression.js';
import { simplify } from './simplify.js';
import { valueAt } from './value-at.js';

const x = variable('x');
const raw = (op: OperationName, args: readonly Expression[]): Expression => ({ op, args, axes: '' });

const special = [0, -0, 1, -1, 2, -0.5, Number.NaN, Infinity, -Infinity];
/** Not what the two tests at the end are about: no subnormal number, whose inverse is infinite, nor nearly a power of two. */
const ordinary = (value: number) =>
  value === 0 || (Math.abs(value) > 1e-9 && Math.abs(Math.log2(Math.abs(value)) % 1) > 1e-9);
const leaf = fc.oneof(
  fc.constant(x),
  fc.constantFrom(...special).map(constant),
  fc.double({ min: -9, max: 9 }).filter(ordinary).map(constant),
);
const unaries = ['negate', 'absolute', 'sign', 'exp', 'sqrt', 'tanh', 'sigmoid', 'not'] as const;
const binaries = ['add', 'subtract', 'multiply', 'divide', 'minimum', 'maximum', 'less', 'equal', 'offset'] as const;

/** Trees as they come from elsewhere: not simplified while they are built. */
const { tree } = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, depthSize: 'small' },
    leaf,
    fc.tuple(fc.constantFrom(...unaries), tie('tree')).map(([op, a]) => raw(op, [a])),
    fc.tuple(fc.constantFrom(...binaries), tie('tree'), tie('tree')).map(([op, a, b]) => raw(op, [a, b])),
    fc.tuple(tie('tree'), tie('tree'), tie('tree')).map((args) => raw('select', args)),
  ),
}));

const places = fc.oneof(fc.constantFrom(...special), fc.double({ min: -1e3, max: 1e3 }));

describe('simplifying', () => {
  test('keeps the value, for NaN, infinities and signed zeros too', () => {
    fc.assert(
      fc.property(tree, places, (expression, place) => {
        expect(valueAt(simplify(expression), place)).toBe(valueAt(expression, place));
      }),
      { numRuns: 3000, endOnFailure: true },
    );
  });

  test('is done after one pass, and what the builders make is simple already', () => {
    fc.assert(
      fc.property(tree, (expression) => {
        const once = simplify(expression);
        expect(simplify(once)).toEqual(once);
        if (once.args.length > 0) expect(rebuild(once, once.args)).toEqual(once);
      }),
      { numRuns: 500, endOnFailure: true },
    );
  });

  test('leaves x·0, x + 0 and x − (−0), which are not what they seem', () => {
    for (const kept of [multiply(x, 0), add(x, 0), subtract(x, -0), multiply(0, x)]) expect(kept.args).toHaveLength(2);
    expect(valueAt(multiply(x, 0), Number.NaN)).toBeNaN();
    expect(valueAt(add(x, 0), -0)).toBe(0);
    expect(valueAt(multiply(x, 0), -3)).toBe(-0);
  });

  test('removes what never matters', () => {
    const same = [add(x, -0), subtract(x, 0), multiply(x, 1), multiply(1, x), divide(x, 1), negate(negate(x))];
    for (const simple of [...same, select(constant(1), x, 5), select(constant(0), 5, x)]) expect(simple).toBe(x);
    expect(multiply(x, -1)).toEqual(negate(x));
    expect(divide(x, 4)).toEqual(multiply(x, 0.25));
    expect(add(2, 3)).toEqual(constant(5));
    expect(operations.add.meaning?.(-0, -0)).toBe(-0);
  });

  test('divides by what is nearly a power of two as exactly as by others', () => {
    const near = 32 * (1 + 2 ** -52);
    for (let place = 1; place < 200; place += 1) expect(valueAt(divide(x, near), place)).toBe(place / near);
  });

  test('divides by the smallest number', () => {
    expect(valueAt(divide(x, 2 ** -1074), 0)).toBe(0);
  });
});
