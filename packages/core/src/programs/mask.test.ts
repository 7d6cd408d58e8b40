import { expect, test } from 'vitest';
import { input, less, multiply, negate, select, softplus, subtract, sum } from '../expressions/build.js';
import { swapAxes } from '../expressions/differentiate.js';
import type { Expression } from '../expressions/expression.js';
import { referenceBackend } from '../reference/reference.js';
import { compileFor } from './compile-for.js';
import { withMask } from './mask.js';

/** RankNet by hand: softplus(ŝⱼ − ŝᵢ) over all pairs with sᵢ > sⱼ. */
const [score, relevance] = [input('predicted', 'i'), input('target', 'i')];
const perPair = select(less(swapAxes(relevance), relevance), softplus(negate(subtract(score, swapAxes(score)))), 0);
const data = { predicted: [0.5, Number.NaN, -1, 2], target: [2, 5, 1, 0], mask: [1, 0, 1, 1] };
const kept = { predicted: [0.5, -1, 2], target: [2, 1, 0], mask: [1, 1, 1] };

function run(expression: Expression, axes: '' | 'i' | 'j', given: typeof data) {
  const [masked] = withMask([expression], 'i') as [Expression];
  const program = compileFor(referenceBackend(), { out: { expression: masked, axes } }, { precision: 'float64' });
  return [...(referenceBackend().emit(program).run({ examples: 1, items: given.mask.length, data: given }).out ?? [])];
}

test('a mask follows the axis that is reduced, over both axes, with NaN under it', () => {
  const pairs = sum(sum(perPair, 'j'), 'i');
  // log(1 + e^{−1.5}) + log(1 + e^{1.5}) + log(1 + e³)
  expect(run(pairs, '', data)[0]).toBeCloseTo(0.2014132779827524 + 1.7014132779827524 + 3.048587351573742, 14);
  expect(run(pairs, '', data)).toEqual(run(pairs, '', kept));
});

test.each(['i', 'j'] as const)('sums along the other axis than %s pass over what is left out', (axes) => {
  const sums = run(sum(multiply(perPair, score), axes === 'i' ? 'j' : 'i'), axes, data);
  const right = run(sum(multiply(perPair, score), axes === 'i' ? 'j' : 'i'), axes, kept);
  expect([sums[0], sums[2], sums[3]]).toEqual(right);
});
