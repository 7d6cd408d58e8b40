import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../vitest.whole.ts';
import { anyScore, builtInLink, link, pair } from '../../test/arbitraries.js';
import { evaluate } from '../evaluate.js';
import { evaluateLink } from '../evaluate-link.js';
import type { Loss } from '../losses/loss.js';
import { matching } from '../losses/matching.js';
import { parseLoss } from '../parse-loss.js';

const one = (values: ArrayLike<number>) => values[0] as number;
const evaluateOne = (loss: Loss, predicted: number, target: number) => {
  const { loss: losses, gradient, hessian } = evaluate(loss, { predicted: [predicted], target: [target] });
  return { loss: one(losses), gradient: one(gradient), hessian: one(hessian) };
};

describe('every link', () => {
  test('never decreases, and its sensitivity is never negative', () => {
    fc.assert(
      fc.property(link, anyScore, anyScore, (h, x, y) => {
        const { output, sensitivity } = evaluateLink(h, [Math.min(x, y), Math.max(x, y)]);
        const [low, high] = output as unknown as [number, number];
        // The 1 is for where h passes zero as a sum of pieces that cancel: their rounding stays, however small h is.
        const slack = 1e-12 * (Math.abs(low) + Math.abs(high) + 1);
        expect(Number.isNaN(low) || low <= high + slack || low === high).toBe(true);
        expect(sensitivity.every((slope) => slope >= 0)).toBe(true);
      }),
      runs(30, 100),
    );
  });

  test('has a loss that is never negative, zero at equality, with the gradient h(ŝ) − h(s) and its sign', () => {
    fc.assert(
      fc.property(link, pair, (h, { predicted, target }) => {
        const loss = matching(h);
        const { output, sensitivity } = evaluateLink(h, [predicted, target]);
        const [above, below] = output as unknown as [number, number];
        const actual = evaluateOne(loss, predicted, target);
        expect(actual.loss).toBeGreaterThanOrEqual(0);
        expect(actual.hessian).toBe(sensitivity[0]);
        const scale = 1e-12 * (Math.abs(above) + Math.abs(below) + 1);
        expect(Math.abs(actual.gradient - (above - below))).toBeLessThanOrEqual(scale);
        expect(actual.gradient * Math.sign(predicted - target)).toBeGreaterThanOrEqual(0);
        expect(evaluateOne(loss, target, target)).toMatchObject({ loss: 0 });
        expect(Math.abs(evaluateOne(loss, target, target).gradient)).toBe(0);
      }),
      runs(30, 100),
    );
  });

  test('gives numbers, never NaN, for scores of any size', () => {
    fc.assert(
      fc.property(builtInLink, anyScore, anyScore, (h, predicted, target) => {
        const { loss, gradient } = evaluateOne(matching(h), predicted, target);
        expect(loss).toBeGreaterThanOrEqual(0);
        expect(gradient).not.toBeNaN();
      }),
      runs(30, 100),
    );
  });

  test('near the optimum has the loss ½·h′(s)·δ²', () => {
    fc.assert(
      fc.property(link, fc.double({ min: -8, max: 8, noNaN: true }), (h, target) => {
        const predicted = target + 1e-7;
        const delta = predicted - target;
        const between = Array.from({ length: 9 }, (_, k) => target + (delta * k) / 8);
        const { sensitivity } = evaluateLink(h, between);
        const [least, most] = [Math.min(...sensitivity), Math.max(...sensitivity)];
        const { loss } = evaluateOne(matching(h), predicted, target);
        const expected = (0.5 * delta * delta * (least + most)) / 2;
        // Beside a kink, or the peak of a power, the sensitivity changes within the step, and the loss lies between.
        expect(Math.abs(loss - expected)).toBeLessThanOrEqual(delta * delta * (most - least) + 1e-5 * expected);
      }),
      runs(30, 100),
    );
  });

  test('comes back from its JSON', () => {
    fc.assert(
      fc.property(link, pair, (h, { predicted, target }) => {
        const loss = matching(h);
        const again = parseLoss(JSON.stringify(loss.spec));
        expect(again.spec).toEqual(loss.spec);
        expect(evaluateOne(again, predicted, target)).toEqual(evaluateOne(loss, predicted, target));
      }),
      runs(30, 100),
    );
  });
});
