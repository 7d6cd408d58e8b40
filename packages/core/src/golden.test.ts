import { describe, expect, test } from 'vitest';
import { goldenCases, titleOf, worstShare } from '../test/golden.js';
import { evaluate } from './evaluate.js';
import { parseLoss } from './parse-loss.js';

/** The public way in; packages/conformance holds the backends behind it against these values and many more. */
describe('evaluate meets every exact value within its allowance', () => {
  test.each(goldenCases.map((golden) => [titleOf(golden), golden] as const))('%s', (_, golden) => {
    const { predicted, target } = golden;
    const { share, at } = worstShare(golden, 'float64', evaluate(parseLoss(golden.loss), { predicted, target }));
    expect(share, at).toBeLessThanOrEqual(1);
  });
});
