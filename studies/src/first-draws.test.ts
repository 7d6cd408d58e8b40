import { startingParameters } from '@lossmith-examples/volcano/network';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { expect, test } from 'vitest';

/** The figures of README.md, "Known limit: the first numbers of a seed". */
const seeds = Array.from({ length: 20 }, (_, k) => k + 1);
const draws = seeds.map((seed) => {
  const random = xoroshiro128plus(seed);
  return { seed, first: uniformFloat64(random), second: uniformFloat64(random) };
});

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (k: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[k], 0) / pairs.length;
  const [left, right] = [mean(0), mean(1)];
  const product = (a: 0 | 1, b: 0 | 1) =>
    pairs.reduce((sum, pair) => sum + (pair[a] - [left, right][a]!) * (pair[b] - [left, right][b]!), 0);
  return product(0, 1) / Math.sqrt(product(0, 0) * product(1, 1));
}

test('the first number of a seed is nearly 1, and falls with the seed', () => {
  const firsts = draws.map(({ first }) => first);
  expect([Math.min(...firsts), Math.max(...firsts)].map((first) => first.toFixed(8))).toEqual([
    '0.99999969',
    '0.99999998',
  ]);
  expect(correlation(draws.map(({ seed, first }) => [seed, first])).toFixed(3)).toBe('-0.999');
  expect(correlation(firsts.slice(1).map((first, k) => [firsts[k]!, first])).toFixed(3)).toBe('0.998');
});

test('the second number has eight values, in the lowest or the highest quarter', () => {
  const seconds = draws.map(({ second }) => second);
  expect(new Set(seconds.map((second) => second.toFixed(2))).size).toBe(8);
  for (const second of seconds) expect(Math.abs(second - 0.5)).toBeGreaterThan(0.249);
});

test('the first weight of a network is then of 4.1 deviations, and of one sign; the second is not', () => {
  const network = { inputs: 2, units: 6 };
  const weights = seeds.map((seed) => startingParameters(network, seed));
  // Two inputs have weights of deviation 2.
  const deviations = (k: number) => weights.map((all) => all[k]! / 2);
  const size = (values: readonly number[]) =>
    Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  expect(size(deviations(0)).toFixed(1)).toBe('4.1');
  expect(Math.min(...deviations(0))).toBeGreaterThan(-0.01);
  expect(size(deviations(1)).toFixed(1)).toBe('0.9');
  expect(Math.min(...deviations(1))).toBeLessThan(-1);
});
