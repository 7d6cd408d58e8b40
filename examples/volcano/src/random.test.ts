import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { expect, test } from 'vitest';
import { startingParameters } from './network.js';
import { seeded } from './random.js';

const seeds = Array.from({ length: 20 }, (_, k) => k + 1);
const draws = seeds.map((seed) => {
  const random = seeded(seed);
  return [uniformFloat64(random), uniformFloat64(random)] as const;
});

function correlation(values: readonly number[], others: readonly number[]): number {
  const mean = (all: readonly number[]) => all.reduce((sum, value) => sum + value, 0) / all.length;
  const less = (all: readonly number[]) => all.map((value) => value - mean(all));
  const [x, y] = [less(values), less(others)];
  const product = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

// Twenty independent numbers correlate by less than 0.56 in 99 of 100 cases.
test.each([0, 1] as const)(
  'number %i of neighbouring seeds is spread evenly, and follows neither seed nor neighbour',
  (k) => {
    const values = draws.map((pair) => pair[k]);
    expect(Math.min(...values)).toBeLessThan(0.15);
    expect(Math.max(...values)).toBeGreaterThan(0.85);
    expect(Math.abs(correlation(seeds, values))).toBeLessThan(0.56);
    expect(Math.abs(correlation(values.slice(1), values.slice(0, -1)))).toBeLessThan(0.56);
  },
);

test('the first weight of a network has both signs, and the size of the others', () => {
  const firsts = seeds.map((seed) => startingParameters({ inputs: 2, units: 6 }, seed)[0]!);
  expect(Math.min(...firsts)).toBeLessThan(-0.5);
  expect(Math.max(...firsts)).toBeGreaterThan(0.5);
  expect(Math.max(...firsts.map(Math.abs))).toBeLessThan(3.5 * 2);
});
