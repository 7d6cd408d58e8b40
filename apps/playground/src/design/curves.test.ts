import { expect, test } from 'vitest';
import { curvesOf, linkAt, linkOf, steps } from './curves.js';
import { bins, countsOf, spreadOf, viewOf } from './spread.js';

test('the curves of exp are e^z, e^z, its loss and its gradient', () => {
  const curves = curvesOf({ kind: 'exp' }, { from: -2, to: 2 }, 0.5);
  const { scores, sensitivity, loss, gradient } = curves;
  const link = linkOf(curves, linkAt({ kind: 'exp' }, 0));
  expect(scores).toHaveLength(steps + 1);
  scores.forEach((z, k) => {
    const [power, target] = [Math.exp(z), Math.exp(0.5)];
    expect(link[k]).toBeCloseTo(power, 12);
    expect(sensitivity[k]).toBeCloseTo(power, 12);
    expect(gradient[k]).toBeCloseTo(power - target, 12);
    expect(loss[k]).toBeCloseTo(power - target - (z - 0.5) * target, 12);
  });
});

test('the spread counts scores, and weighs them by the sensitivity in the middle of their bin', () => {
  const view = { from: 0, to: 4 };
  const counts = countsOf(Float64Array.of(0.05, 0.06, 3.95, -1, 9), view);
  expect([counts.counts[0], counts.counts[bins - 1]]).toEqual([2, 1]);
  const { sensitivity } = curvesOf({ kind: 'exp' }, view, 1);
  const spread = spreadOf(counts, sensitivity);
  expect(spread.scores[0]).toBeCloseTo(2 / 3, 12);
  const [low, high] = [2 * Math.exp(0.05), Math.exp(3.95)];
  expect(spread.curvature[0]).toBeCloseTo(low / (low + high), 12);
});

test('a view leaves outliers out', () => {
  const scores = Float64Array.from({ length: 10_001 }, (_, k) => k / 10_000);
  scores[0] = -1e6;
  expect(viewOf(scores).from).toBeGreaterThan(-0.2);
  expect(viewOf(scores).to).toBeLessThan(1.2);
});

test('the work per frame does not depend on how many scores there are', () => {
  const few = Float64Array.from({ length: 100 }, (_, k) => k / 100);
  const many = Float64Array.from({ length: 100_000 }, (_, k) => k / 100_000);
  const sizes = [few, many].map((scores) => {
    const view = viewOf(scores);
    const counts = countsOf(scores, view);
    const curves = curvesOf({ kind: 'exp' }, view, 0.5);
    return [counts.counts.length, ...Object.values(curves).map(({ length }) => length)];
  });
  expect(sizes[1]).toEqual(sizes[0]);
});
