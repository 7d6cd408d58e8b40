import { expect, test } from 'vitest';
import type { Run, Trained } from './crossed.js';
import { collectSpreads } from './spread.js';

/** Ten cells; the last alone is in the highest tenth. */
const terrain = { width: 10, height: 1, heights: [0, 0, 0, 0, 0, 0, 0, 0, 0, 100] };
const map = (low: number, high: number) => Float32Array.of(low, low, low, low, low, low, low, low, low, high);
const errors = { matters: 0, highest: 0, rest: 0 };

function trained(seed: number, start: number, training: number, heights: Float32Array): Trained {
  const run: Run = {
    contender: 'squared',
    strength: 0,
    seed,
    start,
    training,
    held: errors,
    test: errors,
    steps: 1,
    slope: 0,
  };
  return { run, heights };
}

test('by hand: two starts of two surveys, and two resamples', () => {
  const all = [
    trained(1, 0, 0.5, map(0, 90)),
    trained(1, 1, 0.4, map(2, 96)),
    trained(2, 0, 0.1, map(0, 100)),
    trained(2, 1, 0.2, map(4, 108)),
    // Beyond the six starts: squared error has more, to choose among.
    trained(1, 9, 0.1, map(50, 0)),
  ];
  const resamples = [[[map(0, 50), map(2, 54)], ...Array.from({ length: 5 }, () => [map(0, 0), map(0, 0)])]];
  const spreads = collectSpreads(all, resamples, terrain).filter(({ contender }) => contender === 'squared');
  const of = (source: string) => {
    const { inside, outside } = spreads.find((one) => one.source === source)!;
    return [inside, outside].map((value) => value * value);
  };
  const near = (found: readonly number[], expected: readonly number[]) =>
    found.forEach((value, k) => {
      expect(value).toBeCloseTo(expected[k]!, 3);
    });
  // Variances of two: half the squared difference. Starts: (18 + 32)/2 inside, (2 + 8)/2 outside.
  near(of('starts'), [25, 5]);
  // Surveys: (50 + 72)/2 and (0 + 2)/2.
  near(of('surveys'), [61, 1]);
  // Best by training loss: 96 beside 100, 2 beside 0.
  near(of('best starts'), [8, 2]);
  near(of('resamples'), [8, 2]);
});
