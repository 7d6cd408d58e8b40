import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../vitest.whole.ts';
import { sumOf } from '../data/compensated-sum.js';
import { evaluate, invert, links, losses } from '../index.js';
import { calibration } from './calibration.js';
import { regionError } from './region-error.js';

const score = fc.double({ min: -3, max: 3, noNaN: true });
const items = fc.array(fc.record({ predicted: score, target: score, weight: fc.nat(3), mask: fc.boolean() }), {
  minLength: 1,
  maxLength: 30,
});
type Items = readonly { predicted: number; target: number; weight: number; mask: boolean }[];
const inputsOf = (given: Items) => ({
  predicted: given.map(({ predicted }) => predicted),
  target: given.map(({ target }) => target),
  weight: given.map(({ weight }) => weight),
  mask: given.map(({ mask }) => mask),
});
const edges = [-1, 0, 2];
const mean = (values: readonly (readonly [value: number, weight: number])[]) =>
  sumOf(values.map(([value, weight]) => value * weight)) / sumOf(values.map(([, weight]) => weight));

describe('regionError', () => {
  test('by hand, an edge belonging to the bin above', () => {
    const { bins, overall } = regionError({ edges: [1] }).evaluate({ predicted: [2, 1, 4], target: [0, 1, 0.5] });
    expect(bins).toEqual([
      { from: -Infinity, to: 1, weight: 2, rmse: Math.sqrt((4 + 12.25) / 2), bias: 2.75 },
      { from: 1, to: Infinity, weight: 1, rmse: 0, bias: 0 },
    ]);
    expect(overall.bias).toBeCloseTo(5.5 / 3, 15);
  });

  test('sums keep what adding one by one would lose, and may overflow', () => {
    const target = [0, 0, 0];
    expect(regionError().evaluate({ predicted: [2 ** 53, 1, -(2 ** 53)], target }).overall.bias).toBe(1 / 3);
    const { rmse, bias } = regionError().evaluate({ predicted: [1e200, 1e200, 1e200], target }).overall;
    expect([rmse, bias]).toEqual([Infinity, 1e200]);
  });

  test('each bin has the weighted means of its items', () => {
    fc.assert(
      fc.property(items, fc.constantFrom('target' as const, 'predicted' as const), (given, by) => {
        const { bins } = regionError({ edges, by }).evaluate(inputsOf(given));
        for (const { from, to, weight, rmse, bias } of bins) {
          const inside = given.filter((item) => item.mask && item.weight > 0 && from <= item[by] && item[by] < to);
          expect(weight).toBe(inside.reduce((total, item) => total + item.weight, 0));
          const errors = inside.map((item) => [item.predicted - item.target, item.weight] as const);
          if (inside.length === 0) expect([rmse, bias]).toEqual([Number.NaN, Number.NaN]);
          else {
            expect(bias).toBeCloseTo(mean(errors), 13);
            expect(rmse).toBeCloseTo(Math.sqrt(mean(errors.map(([error, w]) => [error * error, w] as const))), 13);
          }
        }
      }),
      runs(50, 300),
    );
  });

  test('weights may be one per list, and what is masked is not looked at', () => {
    const lists = {
      predicted: [
        [1, Number.NaN],
        [3, 5],
      ],
      target: [
        [0, 0],
        [0, Number.NaN],
      ],
    };
    const { overall } = regionError().evaluate({
      ...lists,
      mask: [
        [1, 0],
        [1, 0],
      ],
      weight: [3, 1],
    });
    expect(overall).toEqual({ weight: 4, bias: 1.5, rmse: Math.sqrt(3) });
  });

  test('in parts it is what it is at once', () => {
    fc.assert(
      fc.property(items, items, (first, second) => {
        const metric = regionError({ edges });
        const [one, other] = [metric.accumulate(), metric.accumulate()];
        one.add(inputsOf(first));
        other.add(inputsOf(second));
        const parts = metric.accumulate();
        parts.add(inputsOf(first));
        parts.add(inputsOf(second));
        const whole = metric.evaluate(inputsOf([...first, ...second]));
        expect(parts.result).toEqual(whole);
        one.merge(JSON.parse(JSON.stringify(other.sums)));
        expect(one.result.bins.map(({ weight }) => weight)).toEqual(whole.bins.map(({ weight }) => weight));
        if (whole.overall.weight > 0) expect(one.result.overall.rmse).toBeCloseTo(whole.overall.rmse, 13);
      }),
      runs(30, 200),
    );
  });
});

describe('calibration', () => {
  const link = links.exp({ rate: 0.8 });

  test('the best constant is calibrated for its own link, and not in the mean of the scores', () => {
    const target = [0, 0, 0, 0, 3];
    const outputs = target.map((s) => Math.exp(0.8 * s));
    const [best = Number.NaN] = invert(link, [outputs.reduce((x, y) => x + y) / 5]);
    const data = { predicted: target.map(() => best), target };
    expect(best).toBeCloseTo(1.38, 2);
    const { overall, error } = calibration({ link }).evaluate(data);
    expect(overall.predicted).toBeCloseTo(overall.observed, 12);
    expect(error).toBeCloseTo(0, 12);
    expect(regionError().evaluate(data).overall.bias).toBeCloseTo(best - 0.6, 12);
    // That best is the best is said by the loss itself: its gradient there sums to 0.
    const { gradient } = evaluate(losses.matching(link), data);
    expect(gradient.reduce((total, part) => total + part, 0)).toBeCloseTo(0, 12);
  });

  test('each bin has the means of h(ŝ) and h(s), and the error is the mean of what is between them', () => {
    fc.assert(
      fc.property(
        items.filter((given) => given.some(({ mask, weight }) => mask && weight > 0)),
        (given) => {
          const { bins, overall, error } = calibration({ link, edges }).evaluate(inputsOf(given));
          const h = (z: number) => Math.exp(0.8 * z);
          const gaps = bins.map((bin) => {
            const inside = given.filter(
              ({ mask, weight, predicted }) => mask && weight > 0 && bin.from <= predicted && predicted < bin.to,
            );
            const [predicted, observed] = (['predicted', 'target'] as const).map((name) =>
              mean(inside.map((item) => [h(item[name]), item.weight] as const)),
            ) as [number, number];
            if (inside.length === 0) return [0, 0] as const;
            expect(bin.predicted).toBeCloseTo(predicted, 12);
            expect(bin.observed).toBeCloseTo(observed, 12);
            return [Math.abs(predicted - observed), bin.weight] as const;
          });
          expect(error).toBeCloseTo(mean(gaps), 11);
          expect(overall.weight).toBe(bins.reduce((total, { weight }) => total + weight, 0));
        },
      ),
      runs(40, 200),
    );
  });

  test('outputs as targets: a reliability table of labels 0 and 1', () => {
    const metric = calibration({ link: links.sigmoid(), target: 'output', edges: [0] });
    const { bins, error } = metric.evaluate({ predicted: [-Math.log(3), -Math.log(3), 0], target: [0, 1, 1] });
    expect(bins[0]?.predicted).toBeCloseTo(0.25, 15);
    expect(bins[0]?.observed).toBe(0.5);
    expect(bins[1]).toMatchObject({ predicted: 0.5, observed: 1, weight: 1 });
    expect(error).toBeCloseTo((2 * 0.25 + 0.5) / 3, 15);
  });
});
