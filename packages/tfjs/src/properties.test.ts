import { parseLoss } from '@lossmith/core';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../vitest.whole.ts';
import { computed, faults, type Pair } from '../test/accuracy.ts';
import { backends, useBackend } from '../test/backends.ts';
import { numbers } from '../test/numbers.ts';
import { inDoubt, randomLinks } from '../test/random-links.ts';
import { compileTfjs } from './compile-tfjs.js';

const many = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 24, maxLength: 24 });

const moderate = fc.integer({ min: -9 * 2 ** 20, max: 9 * 2 ** 20 }).map((k) => Math.fround(k / 2 ** 20));
const step = fc.tuple(fc.constantFrom(-1, 0, 1), fc.integer({ min: 0, max: 20 })).map(([sign, k]) => sign * 2 ** -k);
/** Pairs far apart, near to each other and equal. */
const pairs = many(
  fc.oneof(
    fc.tuple(moderate, moderate),
    fc.tuple(moderate, step).map(([s, d]): Pair => [Math.fround(s + d), s]),
  ),
);

const largest = 2 ** 120;
const extreme = fc.oneof(
  fc.float({ min: -largest, max: largest, noNaN: true }),
  fc.constantFrom(0, 88, -88, 100, -104, 1e4, -1e4, 1e20, -1e20, largest, -largest, 2 ** -126, -1e-30).map(Math.fround),
);
const extremePairs = many(
  fc.oneof(
    fc.tuple(extreme, extreme),
    extreme.map((s): Pair => [s, s]),
  ),
);

describe.each(backends)('random links and scores on %s', { timeout: 60_000 }, (backend) => {
  useBackend(backend);

  test('every result is within (16 + 2κ) ulp of the exact one and has its sign', () => {
    const property = fc.property(randomLinks, pairs, (link, given) => {
      expect(
        faults(
          link,
          given.filter(([x, s]) => !inDoubt(link, x) && !inDoubt(link, s)),
        ),
      ).toEqual([]);
    });
    fc.assert(property, runs(30, 100));
  });

  test('loss ≥ 0, hessian ≥ 0, zero at equality, finite what is finite, for scores up to 2¹²⁰', () => {
    // Powers, and exp beyond 2¹²⁰, overflow on the way to results that do not: see extremes.test.ts.
    const links = randomLinks.filter((link) => !JSON.stringify(link).includes('power'));
    const property = fc.property(links, fc.oneof(pairs, extremePairs), (link, given) => {
      for (const { x, s, name, is, exact, at } of computed(link, given)) {
        // A result above 10³⁸ may round over the edge of float32.
        if (Math.abs(exact) >= 1e38) continue;
        expect(Math.abs(is), at).toBeLessThan(3e38);
        if (name !== 'gradient') expect(is, at).toBeGreaterThanOrEqual(0);
        if (x === s && name !== 'hessian') expect(is + 0, at).toBe(0);
      }
    });
    fc.assert(property, runs(30, 100));
  });

  const examples = fc
    .tuple(many(moderate), many(moderate))
    .map((both) => both.map((values) => values.map((x) => x / 2)));
  const transforms = randomLinks.filter((link) => !/"(sinh|exp|power)"/.test(JSON.stringify(link)));
  const classLosses = fc.oneof(
    fc.constantFrom(0.5, 1, 3).map((temperature) => ({ kind: 'softmax', temperature })),
    randomLinks.map((link) => ({ kind: 'perClass', link })),
    transforms.map((transform) => ({ kind: 'compositeSoftmax', form: 'divergence', transform })),
    fc
      .constantFrom('exp', 'softplus', 'identity')
      .map((kind) => ({ kind: 'compositeSoftmax', form: 'matching', transform: { kind, rate: 0.5 } })),
  );

  test('class losses: loss ≥ 0, zero with a zero gradient at equality, and a softmax gradient that sums to zero', () => {
    const property = fc.property(classLosses, examples, (spec, [predicted = [], target = []]) =>
      tf.tidy(() => {
        const f = compileTfjs(parseLoss({ target: 'score', ...spec }), { reduction: 'none' });
        const [x, s] = [tf.tensor2d(predicted, [6, 4]), tf.tensor2d(target, [6, 4])];
        const [apart, equal] = [f.parts(s, x), f.parts(s, s)];
        for (const loss of numbers(apart.loss)) expect(loss).toBeGreaterThanOrEqual(0);
        expect(new Set(numbers(equal.loss).map(Math.abs))).toEqual(new Set([0]));
        expect(new Set(numbers(equal.gradient).map(Math.abs))).toEqual(new Set([0]));
        if (!('temperature' in spec)) return;
        // Design §4: (16 + 2κ) ulp of Σ (q̂ + q)/τ, which is 2/τ; the scores are at most 4.5.
        const bound = ((16 + (2 * 4.5) / spec.temperature) * 2 ** -23 * 2) / spec.temperature;
        for (const total of numbers(tf.sum(apart.gradient, 1))) expect(Math.abs(total)).toBeLessThanOrEqual(bound);
      }),
    );
    fc.assert(property, runs(15, 50));
  });
});
