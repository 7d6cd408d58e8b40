import { describe, expect, test } from 'vitest';
import { LossmithSpecError } from '../errors/errors.js';
import { add, constant, erf, exp, input, less, minimum, multiply, select, sum, tanh } from './build.js';
import type { Expression } from './expression.js';
import { fromExpressionSpec, toExpressionSpec, z } from './json.js';

const examples: readonly Expression[] = [
  z,
  constant(2.5),
  add(z, tanh(z)),
  select(less(z, 0), exp(z), add(z, 1)),
  multiply(erf(multiply(z, 3)), 1e-300),
];

test.each(examples.map((expression) => [JSON.stringify(toExpressionSpec(expression, 'h')), expression] as const))(
  '%s comes back from JSON',
  (text, expression) => {
    expect(fromExpressionSpec(JSON.parse(text), 'h')).toEqual(expression);
  },
);

test('an expression is written as nested lists', () => {
  expect(toExpressionSpec(add(z, tanh(multiply(z, 2))), 'h')).toEqual(['add', 'z', ['tanh', ['multiply', 'z', 2]]]);
});

function complaint(action: () => unknown): LossmithSpecError {
  try {
    action();
  } catch (error) {
    if (error instanceof LossmithSpecError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('what is no expression is refused with the path of the fault', () => {
  test.each([
    ['y', 'h', 'not an expression'],
    [null, 'h', 'not an expression'],
    [Number.NaN, 'h', 'not an expression'],
    [{ op: 'add' }, 'h', 'not an expression'],
    [[], 'h[0]', 'unknown operation'],
    [['constructor', 'z'], 'h[0]', 'unknown operation "constructor"'],
    [['sum', 'z'], 'h[0]', 'unknown operation "sum"'],
    [['input', 'z'], 'h[0]', 'unknown operation "input"'],
    [['add', 'z'], 'h', 'add takes 2 arguments, got 1'],
    [['tanh', 'z', 1], 'h', 'tanh takes 1 arguments, got 2'],
    [['add', 'z', ['tanh', ['exp', 'w']]], 'h[2][1][1]', 'not an expression'],
    [['add', ['nothing', 1], 'z'], 'h[1][0]', 'unknown operation "nothing"'],
  ] as const)('%j', (spec, path, what) => {
    const error = complaint(() => fromExpressionSpec(spec, 'h'));
    expect(error.path).toBe(path);
    expect(error.what).toContain(what);
  });

  test.each([
    ['an input', add(z, input('predicted'))],
    ['a sum over classes', sum(input('predicted', 'i'), 'i')],
  ])('%s when written', (_, expression) => {
    const error = complaint(() => toExpressionSpec(expression, 'link.h'));
    expect(error.path).toBe('link.h');
    expect(error.what).toContain('a custom link cannot hold');
  });

  test('a constant that is no finite number when written', () => {
    complaint(() => toExpressionSpec(minimum(z, Infinity), 'h'));
  });

  test('one of the two ways that byPrecision needs', () => {
    complaint(() => fromExpressionSpec(['byPrecision', 'z'], 'h'));
  });
});
