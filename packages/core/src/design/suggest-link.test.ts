import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../vitest.whole.ts';
import { evaluateLink, links } from '../index.js';
import { describe as describeLink } from './describe.js';
import { suggestLink } from './suggest-link.js';

/** Skewed, as delays are. */
const scores = Array.from({ length: 500 }, (_, k) => Math.log(500 / (500 - k)) * 3 - 1);

describe('suggestLink', () => {
  test.each([
    ['fromSensitivity', { quantile: 0.9 }],
    ['fromSensitivity', { to: 0 }],
    ['fromSensitivity', { from: 1, to: 3 }],
    ['exp', { quantile: 0.9 }],
    ['exp', { to: 0 }],
    ['sinh', { from: 4 }],
    ['sigmoid', { from: 1, to: 3 }],
    ['sigmoid', { quantile: 0.8 }],
  ] as const)('%s has the emphasis that was asked for, on %o', (family, important) => {
    for (const emphasis of [1.5, 4]) {
      const suggested = suggestLink({ scores, important, emphasis, family });
      expect(suggested.link.spec.kind).toBe(family === 'exp' && 'to' in important ? 'mirror' : family);
      expect(suggested.emphasis).toBeCloseTo(emphasis, 6);
      expect(describeLink(suggested.link, scores, { important }).important?.emphasis).toBeCloseTo(emphasis, 6);
      expect(suggested.why).toContain(`counts ${emphasis} times one elsewhere`);
    }
  });

  test('the same whatever the order and the unit of the scores', () => {
    const shuffled = scores.map((_, k) => scores[(k * 37) % scores.length] as number);
    const options = { important: { quantile: 0.9 }, emphasis: 3, family: 'exp' } as const;
    const [one, other] = [suggestLink({ scores, ...options }), suggestLink({ scores: shuffled, ...options })];
    expect(other).toEqual({ ...one, link: expect.anything() });
    expect(other.link.spec).toEqual(one.link.spec);
    const minutes = suggestLink({ scores: scores.map((score) => 60 * score), ...options });
    expect((one.link.spec.rate as number) / (minutes.link.spec.rate as number)).toBeCloseTo(60, 6);
  });

  test('random scores: the region is raised exactly, and no link is flat', () => {
    const score = fc.integer({ min: -800, max: 800 }).map((k) => k / 8);
    fc.assert(
      fc.property(
        fc.array(score, { minLength: 5, maxLength: 50 }),
        fc.double({ min: 1.1, max: 50, noNaN: true }),
        (own, emphasis) => {
          const sorted = [...new Set(own)].sort((x, y) => x - y);
          fc.pre(sorted.length > 3);
          const from = sorted[Math.floor(sorted.length / 2)] as number;
          const { link, emphasis: reached } = suggestLink({ scores: own, important: { from }, emphasis });
          expect(reached / emphasis).toBeCloseTo(1, 6);
          expect(Math.min(...evaluateLink(link, own).sensitivity)).toBeGreaterThan(0);
        },
      ),
      runs(50, 500),
    );
  });

  test('many scores are searched by some of them', () => {
    const many = Float64Array.from({ length: 20_000 }, (_, k) => Math.sin(k) * 2);
    const { emphasis } = suggestLink({ scores: many, important: { from: 1 }, emphasis: 5, family: 'exp' });
    expect(emphasis).toBeCloseTo(5, 1);
  });

  test.each([
    [{ emphasis: 1 }, 'option emphasis: 1 is no number above 1'],
    [{ family: 'tanh' }, 'use fromSensitivity, exp, sinh, sigmoid'],
    [{ important: { from: 1e9 } }, 'option important: holds none of the scores, which lie from -1 to'],
    [{ important: { from: -1e9 } }, 'holds all of the scores'],
    [{ important: { from: 1, to: 2 }, family: 'exp' }, "use 'sigmoid' or 'fromSensitivity'"],
    [
      { scores: [-30, -2, -1, 0, 0.5, 1], important: { from: 0.75 }, family: 'sinh', emphasis: 1e6 },
      "or for family: 'fromSensitivity'",
    ],
    [{ scores: [] }, 'scores holds no score'],
  ])('refuses %o', (wrong, message) => {
    const right = { scores, important: { quantile: 0.9 }, emphasis: 2 };
    expect(() => suggestLink({ ...right, ...wrong } as never)).toThrow(message);
  });
});

test('identity is what emphasis 1 would be', () => {
  expect(describeLink(links.identity(), scores, { important: { quantile: 0.9 } }).important?.emphasis).toBeCloseTo(
    1,
    12,
  );
});
