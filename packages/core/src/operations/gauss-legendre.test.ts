import { describe, expect, test } from 'vitest';
import { gaussLegendre } from './gauss-legendre.js';

describe.each([1, 2, 3, 5, 6, 8, 14, 20])('%i Gauss–Legendre nodes on [0, 1]', (n) => {
  const rule = gaussLegendre(n);
  const integrate = (f: (t: number) => number) => rule.reduce((sum, { node, weight }) => sum + weight * f(node), 0);

  test('integrate polynomials of degree 2n − 1 exactly', () => {
    for (let degree = 0; degree < 2 * n; degree += 1) {
      expect(Math.abs(integrate((t) => t ** degree) * (degree + 1) - 1)).toBeLessThan(2e-14);
      expect(Math.abs(integrate((t) => (1 - t) ** degree) * (degree + 1) - 1)).toBeLessThan(2e-14);
    }
  });

  test('miss degree 2n by what theory says', () => {
    const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
    const missed = factorial(n) ** 4 / ((2 * n + 1) * factorial(2 * n) ** 2);
    expect(1 / (2 * n + 1) - integrate((t) => t ** (2 * n))).toBeCloseTo(missed, 14);
  });

  test('lie inside, in order and symmetrically, with positive weights', () => {
    const places = rule.map(({ node }) => node);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    rule.forEach(({ node, weight }, k) => {
      expect(node).toBeGreaterThan(0);
      expect(node).toBeLessThan(1);
      expect(weight).toBeGreaterThan(0);
      expect(node + (rule[n - 1 - k]?.node ?? Number.NaN)).toBeCloseTo(1, 14);
    });
  });
});
