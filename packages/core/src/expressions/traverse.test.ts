import { describe, expect, test } from 'vitest';
import { add, constant, exp, input, multiply, softplus, subtract, sum, variable } from './build.js';
import { differentiate } from './differentiate.js';
import type { Expression } from './expression.js';
import { simplify } from './simplify.js';
import { postOrder, substitute } from './traverse.js';
import { valueAt } from './value-at.js';

const x = variable('x');
const chain = (length: number): Expression =>
  Array.from({ length }).reduce<Expression>((total) => add(multiply(total, 0.999), 1), x);

describe('walking through an expression', () => {
  test('meets every node once, arguments first', () => {
    const shared = exp(x);
    const order = postOrder([multiply(shared, add(shared, x)), shared]);
    expect(new Set(order).size).toBe(order.length);
    order.forEach((node, k) => {
      for (const argument of node.args) expect(order.indexOf(argument)).toBeLessThan(k);
    });
    expect(order.filter(({ op }) => op === 'exp')).toHaveLength(1);
  });

  test('works through a chain of 50,000 nodes', () => {
    const deep = chain(25_000);
    expect(postOrder([deep]).length).toBeGreaterThan(50_000);
    expect(valueAt(simplify(deep), 2)).toBeCloseTo(1000 + (2 - 1000) * 0.999 ** 25_000, 6);
    expect(valueAt(differentiate(deep, x), 2)).toBeCloseTo(0.999 ** 25_000, 12);
    expect(valueAt(substitute(deep, x, constant(2)), 0)).toBe(valueAt(deep, 2));
  });

  test('takes a shared subexpression once, however often it is doubled', () => {
    const doubled = Array.from({ length: 200 }).reduce<Expression>((total) => add(total, total), x);
    expect(postOrder([doubled])).toHaveLength(201);
    expect(valueAt(doubled, 1)).toBe(2 ** 200);
  });
});

describe('putting an expression in the place of a leaf', () => {
  test('replaces that leaf everywhere and nothing else', () => {
    const y = variable('y');
    expect(substitute(subtract(exp(x), multiply(x, y)), x, constant(2))).toEqual(
      subtract(constant(Math.exp(2)), multiply(y, 2)),
    );
  });

  test('keeps what does not hold the leaf as it is', () => {
    const expression = exp(x);
    expect(substitute(expression, variable('y'), x)).toBe(expression);
  });

  test('gives the result the axes of what was put in', () => {
    expect(substitute(exp(x), x, input('score', 'i')).axes).toBe('i');
  });
});

describe('expressions are frozen', () => {
  const frozen = (root: Expression) =>
    postOrder([root]).every((node) => Object.isFrozen(node) && Object.isFrozen(node.args));

  test('as they are built, simplified and differentiated', () => {
    const expression = softplus(multiply(x, x));
    expect(frozen(expression)).toBe(true);
    expect(frozen(simplify(expression))).toBe(true);
    expect(frozen(differentiate(expression, x))).toBe(true);
  });

  test('derivatives over pairs too', () => {
    const pairs = softplus(subtract(input('x', 'i'), input('x', 'j')));
    expect(frozen(differentiate(sum(sum(pairs, 'j'), 'i'), input('x', 'i')))).toBe(true);
  });
});
