import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../vitest.whole.ts';
import { auc } from './auc.js';
import { kendallTau } from './kendall-tau.js';
import { orderedPairAccuracy } from './ordered-pair-accuracy.js';
import { countPairs } from './pair-counts.js';

const numbers = fc.constantFrom(-1, 0, 0.5, 1, 2, Infinity);
const lists = fc.array(fc.tuple(numbers, numbers), { minLength: 1, maxLength: 40 });

/** Pair by pair, as they are defined. */
function pairByPair(items: readonly (readonly [number, number])[]) {
  const counts = { concordant: 0, discordant: 0, tiedFirst: 0, tiedSecond: 0 };
  for (const [k, [x, y]] of items.entries()) {
    for (const [a, b] of items.slice(k + 1)) {
      if (x === a && y === b) continue;
      if (x === a) counts.tiedFirst += 1;
      else if (y === b) counts.tiedSecond += 1;
      else if (x < a === y < b) counts.concordant += 1;
      else counts.discordant += 1;
    }
  }
  return counts;
}

const oneList = (items: readonly (readonly [number, number])[]) => ({
  predicted: items.map(([score]) => score),
  target: items.map(([, label]) => label),
});

test('counts by sorting are those pair by pair', () => {
  fc.assert(
    fc.property(lists, (items) => {
      const { predicted, target } = oneList(items);
      expect(countPairs(predicted, target)).toEqual(pairByPair(items));
    }),
    runs(100, 500),
  );
});

describe('auc and ordered pair accuracy', () => {
  test('are the share of right pairs, ties counting a half', () => {
    fc.assert(
      fc.property(lists, (items) => {
        const { concordant, discordant, tiedFirst } = pairByPair(items);
        const share = (concordant + tiedFirst / 2) / (concordant + discordant + tiedFirst);
        expect(orderedPairAccuracy().perList(oneList(items))[0]).toBe(share);
        const binary = items.map(([score, label]) => [score, label >= 1 ? 1 : 0] as const);
        expect(auc().perList(oneList(items))[0]).toBe(orderedPairAccuracy().perList(oneList(binary))[0]);
      }),
      runs(100, 500),
    );
  });

  test('by hand', () => {
    expect(auc().evaluate({ predicted: [3, 2, 2, 1], target: [1, 1, 0, 0] }).mean).toBe(3.5 / 4);
    expect(auc({ relevantFrom: 3 }).evaluate({ predicted: [3, 2, 1], target: [2, 3, 1] }).mean).toBe(0.5);
    expect(orderedPairAccuracy().evaluate({ predicted: [3, 2, 2], target: [-1, -2, -3] }).mean).toBe(2.5 / 3);
  });
});

describe('Kendall τ-b', () => {
  test('by hand: 4 concordant, 1 discordant, one tie in the scores', () => {
    const list = { predicted: [4, 3, 2, 2], target: [4, 2, 1, 3] };
    expect(kendallTau().evaluate(list).mean).toBeCloseTo((4 - 1) / Math.sqrt(5 * 6), 15);
  });

  test('is 1 for the same order and −1 for the reverse', () => {
    expect(kendallTau().evaluate({ predicted: [1, 2, 3], target: [10, 20, 30] }).mean).toBeCloseTo(1, 15);
    expect(kendallTau().evaluate({ predicted: [3, 2, 1], target: [10, 20, 30] }).mean).toBeCloseTo(-1, 15);
  });

  test('a list of 60,000 items needs no table of pairs', () => {
    const predicted = Float64Array.from({ length: 60_000 }, (_, k) => (k * 7919) % 60_000);
    expect(kendallTau().evaluate({ predicted, target: predicted.map((score) => -score) }).mean).toBeCloseTo(-1, 14);
  });
});
