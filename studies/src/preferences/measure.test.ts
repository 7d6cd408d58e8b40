import { expect, test } from 'vitest';
import { CANDIDATES, measure } from './measure.js';

/** 0 to 159, shuffled so that each choice has high and low ones. */
const rewards = Float64Array.from({ length: 10 * CANDIDATES }, (_, k) => (k * 67) % 160);

test('a head that orders as the reward does loses nothing, one that turns the order round everything', () => {
  expect(
    measure(
      rewards.map((reward) => 3 * reward - 1),
      rewards,
    ),
  ).toEqual({ accuracy: 1, regret: 0, top: 1 });
  const turned = measure(
    rewards.map((reward) => -reward),
    rewards,
  );
  expect([turned.accuracy, turned.top]).toEqual([0, -1]);
  const spread = Array.from({ length: 10 }, (_, choice) => {
    const own = rewards.subarray(choice * CANDIDATES, (choice + 1) * CANDIDATES);
    return Math.max(...own) - Math.min(...own);
  });
  expect(turned.regret).toBeCloseTo(spread.reduce((sum, value) => sum + value, 0) / 10, 12);
});
