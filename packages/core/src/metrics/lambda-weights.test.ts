import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../vitest.whole.ts';
import { evaluate, links, losses } from '../index.js';
import { lambdaWeights } from './lambda-weights.js';
import { ndcg } from './ndcg.js';

const second = 1 / Math.log2(3);

describe('lambdaWeights', () => {
  test('by hand', () => {
    const { gain, discount } = lambdaWeights([[1, 3, 2]], [[2, 0, 1]]);
    const ideal = 3 + second;
    expect(Array.from(gain)).toEqual([3 / ideal, 0, 1 / ideal]);
    expect(Array.from(discount)).toEqual([0.5, 1, second]);
  });

  test('beyond k there is no discount, and the ideal is that of k', () => {
    const { gain, discount } = lambdaWeights([1, 3, 2], [2, 0, 1], undefined, { k: 1, gain: 'linear' });
    expect(Array.from(gain)).toEqual([1, 0, 0.5]);
    expect(Array.from(discount)).toEqual([0, 1, 0]);
  });

  test('tied scores are ranked in the order of the list', () => {
    expect(Array.from(lambdaWeights([0, 0, 1], [1, 0, 0]).discount)).toEqual([second, 0.5, 1]);
  });

  test('a list without gain has none, and what is masked has neither', () => {
    const mask = [
      [1, 1],
      [0, 1],
    ];
    const { gain, discount } = lambdaWeights(
      [
        [1, 2],
        [Number.NaN, 5],
      ],
      [
        [0, 0],
        [Number.NaN, 1],
      ],
      mask,
    );
    expect(Array.from(gain)).toEqual([0, 0, 0, 1]);
    expect(Array.from(discount)).toEqual([second, 1, 0, 1]);
  });

  test('flat arrays are read by the shape', () => {
    const options = { shape: [2, 2] };
    const flat = lambdaWeights(Float32Array.of(1, 2, 4, 3), Float32Array.of(1, 0, 1, 0), undefined, options);
    expect(Array.from(flat.discount)).toEqual([second, 1, 1, second]);
  });

  test('make a pairwise loss weigh each pair by what its exchange changes in NDCG', () => {
    const [predicted, target] = [
      [0.5, 1, -1],
      [2, 1, 0],
    ];
    const at = (scores: readonly number[]) => ndcg().evaluate({ predicted: scores, target }).mean;
    const pairs = [
      { exchanged: [1, 0.5, -1], difference: 0.5 - 1 },
      { exchanged: [-1, 1, 0.5], difference: 0.5 + 1 },
      { exchanged: [0.5, -1, 1], difference: 1 + 1 },
    ].map(({ exchanged, difference }) => ({
      weight: Math.abs(at(exchanged) - at(predicted)),
      loss: Math.log1p(Math.exp(-difference)),
    }));
    const total = pairs.reduce((sum, { weight }) => sum + weight, 0);
    const expected = pairs.reduce((sum, { weight, loss }) => sum + weight * loss, 0) / total;
    const lambdaRank = losses.pairwise(links.sigmoid(), { target: 'relevance', pairWeight: 'lambda' });
    const inputs = { predicted: [predicted], target: [target], ...lambdaWeights([predicted], [target]) };
    expect(evaluate(lambdaRank, inputs).loss[0]).toBeCloseTo(expected, 14);
  });

  test('give what NDCG changes by when two items are exchanged', () => {
    const items = fc.uniqueArray(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(
        items.chain((scores) =>
          fc.tuple(fc.constant(scores), fc.array(fc.nat(4), { minLength: scores.length, maxLength: scores.length })),
        ),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        ([predicted, target], first, other, k) => {
          fc.pre(target.some((label) => label > 0));
          const [i, j] = [first % predicted.length, other % predicted.length];
          const exchanged = [...predicted];
          [exchanged[i], exchanged[j]] = [predicted[j] as number, predicted[i] as number];
          const at = (scores: number[]) => ndcg({ k }).evaluate({ predicted: scores, target }).mean;
          const { gain, discount } = lambdaWeights(predicted, target, undefined, { k });
          const [gains, discounts] = [gain, discount].map(
            (values) => (values[i] as number) - (values[j] as number),
          ) as [number, number];
          expect(Math.abs(gains) * Math.abs(discounts)).toBeCloseTo(Math.abs(at(exchanged) - at(predicted)), 13);
        },
      ),
      runs(60, 400),
    );
  });
});
