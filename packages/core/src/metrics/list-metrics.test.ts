import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../vitest.whole.ts';
import * as metrics from '../metrics.js';
import type { ListInputs } from './list-inputs.js';
import type { ListMetric } from './list-metric.js';

const all: readonly (readonly [name: string, metric: ListMetric])[] = [
  ['dcg', metrics.dcg({ k: 3 })],
  ['ndcg', metrics.ndcg()],
  ['ndcg, linear', metrics.ndcg({ k: 2, gain: 'linear' })],
  ['reciprocalRank', metrics.reciprocalRank()],
  ['averagePrecision', metrics.averagePrecision({ k: 3 })],
  ['precision', metrics.precision({ k: 2 })],
  ['recall', metrics.recall({ k: 2 })],
  ['auc', metrics.auc()],
  ['orderedPairAccuracy', metrics.orderedPairAccuracy()],
  ['kendallTau', metrics.kendallTau()],
];

interface OneList {
  readonly items: readonly { readonly score: number; readonly label: number; readonly kept: boolean }[];
  readonly weight: number;
}

const item = fc.record({
  score: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: -9, max: 9, noNaN: true })),
  label: fc.constantFrom(0, 1, 2, 3),
  kept: fc.boolean(),
});
const list = fc.record({ items: fc.array(item, { minLength: 5, maxLength: 5 }), weight: fc.nat(3) });
const lists = fc.array(list, { minLength: 1, maxLength: 6 });

const inputsOf = (given: readonly OneList[]): ListInputs => ({
  predicted: given.map(({ items }) => items.map(({ score }) => score)),
  target: given.map(({ items }) => items.map(({ label }) => label)),
  mask: given.map(({ items }) => items.map(({ kept }) => kept)),
  weight: given.map(({ weight }) => weight),
});

/** A NaN stays one; all else within a few units of the last place. */
const close = (found: ArrayLike<number>, expected: ArrayLike<number>) => {
  expect(found).toHaveLength(expected.length);
  for (const [k, value] of Array.from(expected).entries()) {
    if (Number.isNaN(value)) expect(found[k]).toBeNaN();
    else expect(found[k]).toBeCloseTo(value, 13);
  }
};

describe.each(all)('%s', (_, metric) => {
  test('the order of the items changes nothing', () => {
    fc.assert(
      fc.property(lists, (given) => {
        const turned = given.map(({ items, weight }) => ({ items: [...items].reverse(), weight }));
        close(metric.perList(inputsOf(turned)), metric.perList(inputsOf(given)));
      }),
      runs(30, 200),
    );
  });

  test('what the mask leaves out, and lists of weight 0, are not looked at', () => {
    fc.assert(
      fc.property(lists, (given) => {
        const spoilt = given.map(({ items, weight }) => ({
          weight,
          items: items.map(({ score, label, kept }) =>
            kept && weight > 0 ? { score, label, kept } : { score: Number.NaN, label: Number.NaN, kept },
          ),
        }));
        expect(metric.evaluate(inputsOf(spoilt))).toEqual(metric.evaluate(inputsOf(given)));
        const without = given
          .map(({ items, weight }) => ({ weight, items: items.filter(({ kept }) => kept) }))
          .filter(({ items, weight }) => items.length > 0 && weight > 0);
        const counted = metric.perList(inputsOf(given)).filter((value) => !Number.isNaN(value));
        const alone = without.map((one) => metric.perList(inputsOf([one]))[0] as number);
        close(
          counted,
          alone.filter((value) => !Number.isNaN(value)),
        );
      }),
      runs(30, 200),
    );
  });

  test('the mean is that of the lists that count, by weight', () => {
    fc.assert(
      fc.property(lists, (given) => {
        const values = Array.from(
          metric.perList(inputsOf(given)),
          (value, k) => [value, given[k]?.weight ?? 0] as const,
        );
        const counted = values.filter(([value]) => !Number.isNaN(value));
        const total = counted.reduce((sum, [, weight]) => sum + weight, 0);
        const mean = counted.reduce((sum, [value, weight]) => sum + value * weight, 0) / total;
        const { mean: found, counted: number, skipped } = metric.evaluate(inputsOf(given));
        close([found], [mean]);
        expect(number).toBe(counted.length);
        const present = given.filter(({ items, weight }) => weight > 0 && items.some(({ kept }) => kept));
        expect(number + skipped).toBe(present.length);
      }),
      runs(30, 200),
    );
  });

  test('in parts, merged or one after the other, it is what it is at once', () => {
    fc.assert(
      fc.property(lists, fc.nat(6), (given, split) => {
        const [first, second] = [metric.accumulate(), metric.accumulate()];
        const one = metric.accumulate();
        for (const part of [given.slice(0, split), given.slice(split)].filter(({ length }) => length > 0)) {
          one.add(inputsOf(part));
        }
        for (const each of given) (given.indexOf(each) < split ? first : second).add(inputsOf([each]));
        first.merge(structuredClone(second.sums));
        const whole = metric.evaluate(inputsOf(given));
        expect(one.result).toEqual(whole);
        close(Object.values(first.result), Object.values(whole));
      }),
      runs(30, 200),
    );
  });

  test('flat typed arrays are read by their shape, a single axis is one list', () => {
    const flat = { predicted: Float32Array.of(3, 2, 1, 1, 2, 3), target: Uint8Array.of(1, 0, 1, 2, 1, 0) };
    const nested = metric.perList({
      predicted: [
        [3, 2, 1],
        [1, 2, 3],
      ],
      target: [
        [1, 0, 1],
        [2, 1, 0],
      ],
    });
    expect(metric.perList({ ...flat, shape: [2, 3] })).toEqual(nested);
    expect(metric.perList({ predicted: [3, 2, 1], target: [1, 0, 1] })).toEqual(nested.slice(0, 1));
  });
});

describe('lists for which a metric is not defined', () => {
  const nothing = {
    predicted: [
      [3, 2, 1],
      [3, 2, 1],
    ],
    target: [
      [0, 0, 0],
      [1, 0, 0],
    ],
  };

  test.each(all)('%s leaves them out, and says how many', (_, metric) => {
    expect(metric.perList(nothing)[0]).toBeNaN();
    expect(metric.evaluate(nothing)).toMatchObject({ counted: 1, skipped: 1 });
    expect(metric.evaluate({ predicted: [1, 2], target: [0, 0] }).mean).toBeNaN();
  });

  test('they count as what `empty` says', () => {
    expect(metrics.ndcg({ empty: 0 }).evaluate(nothing)).toEqual({ mean: 0.5, counted: 2, skipped: 0 });
    expect(metrics.auc({ empty: 0.5 }).evaluate(nothing)).toEqual({ mean: 0.75, counted: 2, skipped: 0 });
  });

  test('lists without any item are padding: in no number, whatever `empty` says', () => {
    const padded = {
      ...nothing,
      mask: [
        [0, 0, 0],
        [1, 1, 1],
      ],
    };
    expect(metrics.ndcg({ empty: 0 }).evaluate(padded)).toEqual({ mean: 1, counted: 1, skipped: 0 });
    expect(metrics.ndcg().evaluate({ ...nothing, mask: [false, true], weight: [-1, 2] }).counted).toBe(1);
  });

  test('one item has no pair', () => {
    for (const metric of [metrics.auc(), metrics.orderedPairAccuracy(), metrics.kendallTau()]) {
      expect(metric.evaluate({ predicted: [1], target: [1] })).toEqual({ mean: Number.NaN, counted: 0, skipped: 1 });
    }
  });
});

describe('labels', () => {
  test('negative ones are labels, not padding', () => {
    const list = { predicted: [3, 2, 1], target: [-1, 1, -1] };
    expect(metrics.reciprocalRank().evaluate(list).mean).toBe(0.5);
    expect(metrics.precision().evaluate(list).mean).toBe(1 / 3);
    expect(metrics.reciprocalRank({ relevantFrom: -1 }).evaluate(list).mean).toBe(1);
  });

  test('gains may be a function', () => {
    const list = { predicted: [3, 2, 1], target: [-1, 1, -1] };
    const gain = (target: number) => Math.max(0, target);
    expect(metrics.dcg({ gain }).evaluate(list).mean).toBeCloseTo(1 / Math.log2(3), 15);
  });

  test('scores of −∞ are the last', () => {
    const list = { predicted: [-Infinity, 1, -Infinity], target: [1, 0, 0] };
    expect(metrics.reciprocalRank().evaluate(list).mean).toBeCloseTo((1 / 2 + 1 / 3) / 2, 15);
  });

  test('precision divides by k in shorter lists too', () => {
    expect(metrics.precision({ k: 5 }).evaluate({ predicted: [2, 1], target: [1, 1] }).mean).toBe(0.4);
  });
});
