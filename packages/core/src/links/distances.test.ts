import { expect, test } from 'vitest';
import { kappa } from './distances.js';
import type { LinkSpec } from './link-spec.js';

test('κ is the size of rate·(z − center)', () => {
  expect(kappa({ kind: 'sinh' }, -7)).toBe(7);
  expect(kappa({ kind: 'sinh', amplitude: 9, rate: 0.5, center: 3 }, -7)).toBe(5);
});

test('for erf its square, where that is more', () => {
  expect(kappa({ kind: 'erf' }, -4)).toBe(16);
  expect(kappa({ kind: 'erf' }, 0.5)).toBe(0.5);
});

test('a sum has the largest of its links, at the score that it hands to them', () => {
  const link: LinkSpec = {
    kind: 'sum',
    rate: 2,
    center: 1,
    links: [
      { kind: 'tanh', rate: 0.5 },
      { kind: 'exp', center: -1 },
      { kind: 'erf', rate: 0.25 },
    ],
  };
  expect(kappa(link, 4)).toBe(7);
});

test('a mirror turns the score that it hands on', () => {
  expect(kappa({ kind: 'mirror', link: { kind: 'exp', rate: 2, center: 1 } }, 3)).toBe(8);
  expect(
    kappa({ kind: 'mirror', center: 1, link: { kind: 'mirror', link: { kind: 'exp', center: 1 } } } as LinkSpec, 3),
  ).toBe(1);
});
