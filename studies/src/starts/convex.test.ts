import { links, losses } from '@lossmith/wasm';
import { expect, test } from 'vitest';
import { linearOf, startsOf, trainFrom } from './convex.js';

const points = linearOf(Float64Array.of(-1, 0, 1, 2), Float64Array.of(-2, 0, 2, 5));

test('points have a 1 before their inputs', () => {
  expect([...points.features]).toEqual([1, -1, 1, 0, 1, 1, 1, 2]);
  expect(points.width).toBe(2);
});

test('a matching loss comes to the same end from everywhere; the link squared stays where the link is flat', () => {
  const link = links.sigmoid({ rate: 3, center: 2 });
  const starts = [Float64Array.of(0, 1), Float64Array.of(-40, 0)];
  const ends = (of: typeof losses.matching | typeof losses.linkSquared) =>
    trainFrom(of(link), points, starts).map(({ value }) => value);
  const [near, wide] = ends(losses.matching);
  expect(wide! / near!).toBeCloseTo(1, 8);
  const [low, stuck] = ends(losses.linkSquared);
  expect(stuck! / low!).toBeGreaterThan(2);
});

test('starts are normal, of the deviation that is asked for, and the same each time', () => {
  const starts = startsOf(5000, 4, 5, 7);
  expect(startsOf(5000, 4, 5, 7)).toEqual(starts);
  const deviationOf = (values: readonly number[]) =>
    Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  for (const weight of [0, 3]) expect(deviationOf(starts.map((start) => start[weight]!)) / 5).toBeCloseTo(1, 1);
});
