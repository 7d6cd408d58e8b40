import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compileBy, useBackend, ways } from '../test/backends.ts';
import { faults, goldenCases, tensorsOf, titledCases } from '../test/golden.ts';
import { expectSame, numbers } from '../test/numbers.ts';
import { parseLoss } from './index.js';

test('there are exact values to compare with', () => {
  expect(goldenCases.length).toBeGreaterThanOrEqual(92);
});

describe.each(ways)('exact values on %s by %s', (backend, execution) => {
  useBackend(backend);
  const compile = compileBy(execution);
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());

  test.each(titledCases)('parts of %s', (_, golden) => {
    const { predicted, target } = tensorsOf(golden);
    const parts = compile(parseLoss(golden.loss), { reduction: 'none' }).parts(target, predicted);
    const found = (['loss', 'gradient', 'hessian'] as const).flatMap((name) =>
      faults(golden, name, parts[name].dataSync()),
    );
    expect(found).toEqual([]);
    expect(Math.min(...numbers(parts.loss))).toBeGreaterThanOrEqual(0);
  });

  test.each(titledCases)('automatic differentiation of %s', (_, golden) => {
    const { predicted, target } = tensorsOf(golden);
    const loss = parseLoss(golden.loss);
    const none = compile(loss, { reduction: 'none' });
    const total = compile(loss, { reduction: 'sum' });
    const parts = none.parts(target, predicted);
    const { value, grad } = tf.valueAndGrad((x) => total(target, x))(predicted);
    expectSame(numbers(none(target, predicted)), numbers(parts.loss));
    expectSame(numbers(grad), numbers(parts.gradient));
    expect(faults(golden, 'gradient', grad.dataSync())).toEqual([]);
    const sum = numbers(parts.loss).reduce((x, y) => x + y, 0);
    expect(Math.abs(numbers(value)[0]! - sum)).toBeLessThanOrEqual(1e-6 * sum);
  });
});
