import { describe, expect, test } from 'vitest';
import { goldenCases, titleOf, worstShare } from '../test/golden.js';
import { evaluate } from './evaluate.js';
import { primitives } from './operations/primitives.js';
import { parseLoss } from './parse-loss.js';
import { compileFor } from './programs/compile-for.js';
import { lossOutputs } from './programs/loss-outputs.js';
import { referenceBackend } from './reference/reference.js';

describe('every exact value is met within its allowance', () => {
  test.each(goldenCases.map((golden) => [titleOf(golden), golden] as const))('float64: %s', (_, golden) => {
    const { predicted, target } = golden;
    const actual = evaluate(parseLoss(golden.loss), { predicted, target });
    const { share, at } = worstShare(golden, 'float64', actual);
    expect(share, at).toBeLessThanOrEqual(1);
  });

  /** Programs for float32 with every step rounded to float32, by a backend that lowers primitive operations only. */
  const plain = referenceBackend('float32');
  const lowerings = Object.fromEntries(Object.entries(plain.lowerings).filter(([op]) => Object.hasOwn(primitives, op)));
  const backend = { ...plain, lowerings: lowerings as typeof plain.lowerings };

  test.each(goldenCases.map((golden) => [titleOf(golden), golden] as const))('float32, expanded: %s', (_, golden) => {
    const outputs = lossOutputs(parseLoss(golden.loss), ['loss', 'gradient', 'hessian'], { weight: false });
    const program = compileFor(backend, outputs, { precision: 'float32' });
    const [first] = golden.predicted;
    const data = { predicted: golden.predicted.flat(), target: golden.target.flat() };
    const inputs = { rows: golden.predicted.length, classes: Array.isArray(first) ? first.length : 1, data };
    const actual = backend.emit(program).run(inputs) as Record<'loss' | 'gradient' | 'hessian', Float64Array>;
    const { share, at } = worstShare(golden, 'float32', actual);
    expect(share, at).toBeLessThanOrEqual(1);
  });
});
