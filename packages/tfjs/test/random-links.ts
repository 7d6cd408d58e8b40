import type { LinkSpec } from '@lossmith/core';
import fc from 'fast-check';

/** A float32 of moderate size with few digits, so that a parameter is the same number in both precisions. */
const eighths = (min: number, max: number) => fc.integer({ min: min * 8, max: max * 8 }).map((k) => k / 8);

const placement = fc.record({
  amplitude: fc.constantFrom(0.25, 1, 1.5, 8),
  rate: fc.constantFrom(0.125, 0.5, 1, 1.75, 4),
  center: eighths(-3, 3),
});
const plain = ['identity', 'sigmoid', 'tanh', 'arctan', 'softsign', 'erf', 'sinh', 'asinh', 'exp', 'softplus'] as const;

const simple = fc.oneof(
  { weight: 10, arbitrary: fc.tuple(fc.constantFrom(...plain), placement).map(([kind, at]) => ({ kind, ...at })) },
  fc.tuple(fc.constantFrom(0.5, 1.5, 2, 3), placement).map(([exponent, at]) => ({ kind: 'power', exponent, ...at })),
  fc.tuple(fc.constantFrom(0.5, 2), placement).map(([threshold, at]) => ({ kind: 'clip', threshold, ...at })),
);

/** Links of every kind that has a closed form, with random parameters, mirrors and sums of them. */
export const randomLinks = fc.oneof(
  { weight: 6, arbitrary: simple },
  simple.map((link) => ({ kind: 'mirror', link })),
  fc.tuple(simple, simple).map((links) => ({ kind: 'sum', links })),
) as fc.Arbitrary<unknown> as fc.Arbitrary<LinkSpec>;

type AnyLink = Readonly<Record<string, unknown>> & { readonly kind: string };

/** κ of design §4: the largest |rate·(z − center)| of the innermost links, for erf its square if that is more. */
export function kappa(link: unknown, z: number): number {
  const { kind, rate = 1, center = 0, links = [], link: inner } = link as AnyLink & { rate?: number; center?: number };
  if (kind === 'sum') return Math.max(...(links as unknown[]).map((one) => kappa(one, z)));
  if (kind === 'mirror') return kappa(inner, -z);
  const u = Math.abs(rate * (z - center));
  return kind === 'erf' ? Math.max(u, u * u) : u;
}

/** The distance from a number to the next of its binade in float32. */
export const ulp = (x: number): number => 2 ** (Math.max(Math.floor(Math.log2(Math.abs(x))), -126) - 23);

/** Where erf and tanh come near the bar or miss it, pinned in extremes.test.ts by tests that fail. */
export function inDoubt(link: unknown, z: number): boolean {
  const { kind, rate = 1, center = 0, links = [], link: inner } = link as AnyLink & { rate?: number; center?: number };
  if (kind === 'sum') return (links as unknown[]).some((one) => inDoubt(one, z));
  if (kind === 'mirror') return inDoubt(inner, -z);
  const u = Math.abs(rate * (z - center));
  return (kind === 'erf' && u > 3) || (kind === 'tanh' && u > 4);
}
