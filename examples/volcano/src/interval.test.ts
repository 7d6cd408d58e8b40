import { expect, test } from 'vitest';
import { MOST_SEEDS, meanOf } from './interval.js';

/** ∫₀ᵗ (1 + x²/n)^(−(n+1)/2) dx by Simpson's rule; over all positive numbers with t = tan θ. */
function share(t: number, freedom: number): number {
  const density = (x: number) => (1 + (x * x) / freedom) ** (-(freedom + 1) / 2);
  const integral = (f: (x: number) => number, to: number) => {
    const count = 2000;
    const step = to / count;
    let sum = 0;
    for (let k = 0; k <= count; k += 1) sum += f(k * step) * (k === 0 || k === count ? 1 : k % 2 === 0 ? 2 : 4);
    return (sum * step) / 3;
  };
  const whole = integral((angle) => density(Math.tan(angle)) / Math.cos(angle) ** 2, Math.PI / 2 - 1e-7);
  return integral((angle) => density(Math.tan(angle)) / Math.cos(angle) ** 2, Math.atan(t)) / whole;
}

test('an interval covers 95 % of Student’s distribution, for every number of seeds', () => {
  for (let seeds = 2; seeds <= MOST_SEEDS; seeds += 1) {
    // 0 and seeds − 1 zeros' worth of spread: values whose mean has a standard error of exactly 1.
    const values = Array.from({ length: seeds }, (_, k) => (k === 0 ? seeds : 0));
    const { mean, within } = meanOf(values);
    expect(mean).toBeCloseTo(1, 12);
    expect(share(within!, seeds - 1)).toBeCloseTo(0.95, 4);
  }
});

test('one seed has no interval', () => {
  expect(meanOf([3])).toEqual({ mean: 3, within: null });
});
