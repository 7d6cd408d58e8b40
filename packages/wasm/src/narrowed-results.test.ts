import { kappa } from '@lossmith/core/backend';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs, whole } from '../../../vitest.whole.ts';
import { createKernel, evaluate, type Link, links, losses } from './index.js';

/** Links whose results are narrowed. */
const narrowed: Readonly<Record<string, (placement: { rate: number; center: number; amplitude: number }) => Link>> = {
  sinh: (at) => links.sinh(at),
  exp: (at) => links.exp(at),
  'mirrored exp': (at) => links.mirror(links.exp(at)),
  sum: (at) => links.sum([links.sinh(at), links.exp({ rate: 0.3 }), links.mirror(links.exp({ rate: 0.5, center: 1 }))]),
};
const plain = { rate: 1, center: 0, amplitude: 1 };
const outputs = ['loss', 'gradient'] as const;
const kernelOf = (link: Link, precision: 'float32' | 'float64' = 'float32') =>
  createKernel(losses.matching(link), { outputs, reduction: 'none', precision });

const smallestNormal = 2 ** -126;
const largest = 3.4028234e38;
const unit = (x: number) => 2 ** (Math.floor(Math.log2(Math.abs(x))) - 23);

/** The largest error of what is a normal number, as a share of 4 + κ/2 units of the last place. */
function largestShare(link: Link, predicted: Float32Array, target: Float32Array): number {
  const inputs = { predicted, target };
  const [results, exact] = [kernelOf(link).run(inputs), evaluate(losses.matching(link), inputs)];
  const shares = outputs.flatMap((name) =>
    Array.from(exact[name], (value, k) => {
      if (!(Math.abs(value) >= smallestNormal && Math.abs(value) <= largest)) return 0;
      const distance = Math.max(kappa(link.spec, predicted[k] as number), kappa(link.spec, target[k] as number));
      return Math.abs((results[name][k] as number) - value) / unit(value) / (4 + distance / 2);
    }),
  );
  return Math.max(...shares);
}

const near = fc.double({ min: -3, max: 3, noNaN: true });
const decades = fc
  .tuple(fc.constantFrom(-1, 1), fc.double({ min: -12, max: 0.3, noNaN: true }))
  .map(([side, power]) => side * 10 ** power);
const far = fc.double({ min: -90, max: 90, noNaN: true });
/** u and δ in units of the link. */
const place = fc.tuple(fc.oneof(near, far, fc.constant(0)), fc.oneof(decades, near, far));
const placement = fc.record({
  rate: fc.constantFrom(0.1, 0.5, 1, 1.75, 4),
  center: fc.constantFrom(0, -3, 0.125, 30),
  amplitude: fc.constantFrom(0.1, 1, 8),
});
const pointsEach = 256;
const places = fc.array(place, { minLength: pointsEach, maxLength: pointsEach });

describe.each(Object.entries(narrowed))('%s', (_, make) => {
  test('is within 4 + κ/2 ulp at random points', { timeout: whole ? 600_000 : 60_000 }, () => {
    fc.assert(
      fc.property(placement, places, (at, pairs) => {
        const target = Float32Array.from(pairs, ([u]) => at.center + u / at.rate);
        const predicted = Float32Array.from(pairs, ([, d], k) => (target[k] as number) + d / at.rate);
        return largestShare(make(at), predicted, target) <= 1;
      }),
      runs(4, 250),
    );
  });

  test('does not depend on the examples beside it, in any place of a vector', () => {
    const kernel = kernelOf(make(plain));
    // Near, far, beyond float32's exponentials, at the optimum, infinite, and no number.
    const scores = [0.5, -1, 3, -6, 20, 79, -95, 0, Infinity, NaN];
    const pairs = scores.flatMap((z) => scores.map((s) => [z, s] as const));
    const all = kernel.run({ predicted: pairs.map(([z]) => z), target: pairs.map(([, s]) => s) });
    pairs.forEach(([z, s], k) => {
      const alone = kernel.run({ predicted: [z], target: [s] });
      for (const name of outputs) expect(all[name][k], `${name} of ${z} and ${s}`).toBe(alone[name][0]);
    });
  });

  test('is 0 at the optimum and nowhere below, with a gradient of the sign of the difference', () => {
    const kernel = kernelOf(make(plain));
    fc.assert(
      fc.property(places, (pairs) => {
        const target = Float32Array.from(pairs, ([u]) => u);
        const predicted = Float32Array.from(pairs, ([u, d]) => u + d);
        const { loss, gradient } = kernel.run({ predicted, target });
        const ofOptimum = kernel.run({ predicted: target, target });
        pairs.forEach((_pair, k) => {
          const difference = (predicted[k] as number) - (target[k] as number);
          expect(loss[k]).toBeGreaterThanOrEqual(0);
          if (Math.abs(gradient[k] as number) > 0) expect(Math.sign(gradient[k] as number)).toBe(Math.sign(difference));
          if (Math.abs(target[k] as number) < 80)
            expect([ofOptimum.loss[k], Math.abs(ofOptimum.gradient[k] as number)]).toEqual([0, 0]);
        });
      }),
      runs(2, 40),
    );
  });
});

/** [link, ŝ, s, loss, gradient], the last two by mpmath with 50 digits, rounded to float64. */
const exact = [
  ['sinh', 1, 0, 0.5430806348152438, 1.1752011936438016],
  ['sinh', 0.25, 0.5, 0.03406096104662923, -0.26848298868557907],
  ['sinh', -2, 3, 43.783908332355374, -13.644735335256922],
  ['sinh', 2 ** -20, 0, 4.547473508864986e-13, 9.536743164063946e-7],
  ['sinh', 10, -10, 220264.65749406788, 22026.465749406787],
  ['sinh', 40, 40.5, 2.067145935760491e16, -7.634971470330018e16],
  ['exp', 1, 0, 0.7182818284590452, 1.718281828459045],
  ['exp', 0.25, 0.5, 0.047484463662645374, -0.36469585401238663],
  ['exp', -2, 3, 80.47748297598729, -19.950201639951054],
  ['exp', 2 ** -20, 0, 4.547474954467883e-13, 9.536747711537455e-7],
  ['exp', 30, -30, 10_686_474_581_524.463, 10_686_474_581_524.463],
  ['exp', -60, -60.5, 7.898723881778773e-28, 3.445418513017425e-27],
] as const;

test.each(exact)('%s of %d and %d: within 4 + κ/2 ulp of exact values', (kind, z, s, loss, gradient) => {
  const results = kernelOf(links[kind]()).run({ predicted: [z], target: [s] });
  const bar = 4 + Math.max(Math.abs(z), Math.abs(s)) / 2;
  expect(Math.abs((results.loss[0] as number) - loss) / unit(loss)).toBeLessThanOrEqual(bar);
  expect(Math.abs((results.gradient[0] as number) - gradient) / unit(gradient)).toBeLessThanOrEqual(bar);
});

describe('beyond what float32 can hold on the way', () => {
  test.each([
    ['scores far from the center', links.exp(), [-100, 100, -5, 90], [-95, 99, -120, -1]],
    ['a large amplitude', links.sinh({ amplitude: 2 ** 60 }), [1e-20, 1, 3, -4], [0, 1.5, -3, 4]],
    ['a small one', links.sinh({ amplitude: 2 ** -60 }), [40, 50, 3, -4], [41, 40, -3, 4]],
  ] as const)('%s: as in float64', (_, link, predicted, target) => {
    const inputs = { predicted, target };
    const [found, wide] = [kernelOf(link).run(inputs), kernelOf(link, 'float64').run(inputs)];
    for (const name of outputs)
      wide[name].forEach((value, k) => {
        const near = Math.abs((found[name][k] as number) - value) <= 4 * unit(value);
        expect(near || found[name][k] === value, `${name} ${found[name][k]} for ${value}`).toBe(true);
      });
  });

  test('differences whose squares float32 cannot hold keep their digits', () => {
    const link = links.exp({ center: -60 });
    const inputs = { predicted: [1e-25, 2e-25, 3e-25, 0], target: [0, 0, 0, 0] };
    const { loss } = kernelOf(link).run(inputs);
    inputs.predicted.forEach((d, k) => {
      const value = Math.exp(60) * Math.fround(d) ** 2 * 0.5;
      expect(Math.abs((loss[k] as number) - value)).toBeLessThanOrEqual(34 * unit(value || 1));
    });
  });
});

test('a sum and a mean, weighted and masked, are those of the float64 way', () => {
  const count = 1003;
  const wave = (shift: number) => Float32Array.from({ length: count }, (_, k) => 3 * Math.sin(0.37 * k + shift));
  const inputs = {
    predicted: wave(0),
    target: wave(0.8),
    weight: wave(2).map(Math.abs),
    mask: Uint8Array.from({ length: count }, (_, k) => (k % 7 === 3 ? 0 : 1)),
  };
  for (const reduction of ['sum', 'mean'] as const) {
    const [found, wide] = (['float32', 'float64'] as const).map((precision) =>
      createKernel(losses.matching(links.sinh()), { outputs, reduction, precision, weight: true, mask: true }).run(
        inputs,
      ),
    ) as [Results, Results];
    for (const name of outputs)
      wide[name].forEach((value, k) => {
        expect(Math.abs((found[name][k] as number) - value)).toBeLessThanOrEqual(7 * unit(value || 1));
      });
  }
});

type Results = Readonly<Record<(typeof outputs)[number], Float32Array>>;
