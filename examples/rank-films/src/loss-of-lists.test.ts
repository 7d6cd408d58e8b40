import { links, losses } from '@lossmith/wasm';
import { expect, test } from 'vitest';
import { contenders } from './contenders.js';
import { lossOfLists } from './loss-of-lists.js';

const films = (ratings: readonly number[], years: readonly number[]) => ({
  width: 0,
  features: new Float64Array(),
  ratings: Float64Array.from(ratings),
  years,
});

test('squared error is the mean over films, wherever their lists end', () => {
  const lossOf = lossOfLists(losses.matching(links.identity()));
  const { loss, derivative: found } = lossOf(new Float64Array(3), films([7.3, 5.3, 6.3], [1990, 1990, 1991]));
  for (const [k, expected] of [-1 / 3, 1 / 3, 0].entries()) expect(found[k]).toBeCloseTo(expected, 12);
  expect(loss).toBeCloseTo(1 / 3, 12);
});

test('films of different years make no pair', () => {
  const lossOf = lossOfLists(losses.pairwise(links.sigmoid(), { target: 'relevance' }));
  expect(Array.from(lossOf(Float64Array.of(1, 2), films([8, 4], [1990, 1991])).derivative)).toEqual([0, 0]);
  const [better, worse] = lossOf(Float64Array.of(0, 0), films([8, 4], [1990, 1990])).derivative;
  expect(better).toBeCloseTo(-0.5, 12);
  expect(worse).toBeCloseTo(0.5, 12);
});

const targets = [-3.3, -0.3, 1.7, 2.7];

test.each(contenders.map(({ name, settingsFor }) => [name, settingsFor(targets)[0]!.loss] as const))(
  '%s pulls the best film of a year up and the worst one down',
  (_, loss) => {
    const { derivative: gradient } = lossOfLists(loss)(
      new Float64Array(5),
      films([9, 6, 3, 8, 4], [1990, 1990, 1990, 1991, 1991]),
    );
    expect(gradient[0]).toBeLessThan(0);
    expect(gradient[2]).toBeGreaterThan(0);
    expect(gradient[3]).toBeLessThan(0);
  },
);

test('a second derivative, of scores as one makes them of ratings', () => {
  const lossOf = lossOfLists(losses.matching(links.exp()), 'hessian', (rating) => rating / 4);
  const { loss, derivative } = lossOf(Float64Array.of(2, 1), films([8, 4], [1990, 1990]));
  expect(loss).toBe(0);
  expect(derivative[0]).toBeCloseTo(Math.exp(2) / 2, 12);
  expect(derivative[1]).toBeCloseTo(Math.exp(1) / 2, 12);
});
