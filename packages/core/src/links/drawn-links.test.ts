import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { regions } from '../../test/arbitraries.js';
import { evaluate } from '../evaluate.js';
import { evaluateLink } from '../evaluate-link.js';
import { matching } from '../losses/matching.js';
import * as links from './index.js';
import type { Link } from './link.js';
import type { Region } from './link-spec.js';
import { tangents } from './monotone-cubic.js';

const outputs = (link: Link, scores: number[]) => Array.from(evaluateLink(link, scores).output);
const slopes = (link: Link, scores: number[]) => Array.from(evaluateLink(link, scores).sensitivity);

describe('piecewiseLinear', () => {
  const link = links.piecewiseLinear({
    knots: [
      [-2, -1],
      [0, -0.5],
      [1, 2],
      [4, 2.5],
    ],
  });

  test('goes through its knots, and on as straight lines beyond the ends', () => {
    expect(outputs(link, [-4, -2, 0, 0.5, 1, 4, 10])).toEqual([-1.5, -1, -0.5, 0.75, 2, 2.5, 3.5]);
  });

  test('has the right-hand slope at a knot, mirrored too', () => {
    expect(slopes(link, [-3, 0, 1, 5])).toEqual([0.25, 2.5, 0.5 / 3, 0.5 / 3]);
    expect(slopes(links.mirror(link), [0, -1])).toEqual([0.25, 2.5]);
  });
});

describe('monotoneCubic', () => {
  test('limits its tangents as Fritsch and Carlson (1980) do', () => {
    expect(tangents([1, 1, 1])).toEqual([1, 1, 1, 1]);
    expect(tangents([1, 0, 1])).toEqual([1, 0, 0, 1]);
    const [first, second, third] = tangents([1, 100]) as [number, number, number];
    expect(Math.hypot(first, second)).toBeCloseTo(3, 12);
    expect(second / first).toBeCloseTo(50.5, 12);
    expect(third).toBe(100);
  });

  test('goes through its knots without a bump, also for the data of their paper (RPN 14)', () => {
    const x = [7.99, 8.09, 8.19, 8.7, 9.2, 10, 12, 15, 20];
    const y = [0, 2.76429e-5, 4.37498e-2, 0.169183, 0.469428, 0.94374, 0.998636, 0.999919, 0.999994];
    const link = links.monotoneCubic({ knots: x.map((z, k) => [z, y[k] as number] as const) });
    outputs(link, x).forEach((value, k) => {
      expect(value).toBeCloseTo(y[k] as number, 14);
    });
    const fine = Array.from({ length: 2000 }, (_, k) => 7.99 + (12.01 * k) / 2000);
    const values = outputs(link, fine);
    expect(values.every((value, k) => k === 0 || value >= (values[k - 1] as number) - 1e-15)).toBe(true);
  });
});

describe('fromSensitivity', () => {
  const ramp = (z: number, c: number, softness: number) =>
    softness === 0 ? Number(z >= c) : Math.min(Math.max((z - c) / softness + 0.5, 0), 1);
  const formula = (floor: number, list: readonly Region[], z: number) =>
    list.reduce((total, { from, to, gain, softness = 0 }) => {
      const [left, right] = [
        from === undefined ? 1 : ramp(z, from, softness),
        to === undefined ? 0 : ramp(z, to, softness),
      ];
      return total + gain * (left - right);
    }, floor);

  test('has the sensitivity of its definition, and h(0) = 0', () => {
    fc.assert(
      fc.property(
        regions,
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: -8, max: 8, noNaN: true }),
        (list, floor, z) => {
          const link = links.fromSensitivity({ floor, regions: list });
          expect(slopes(link, [z])[0]).toBeCloseTo(formula(floor, list, z), 9);
          expect(Math.abs(outputs(link, [0])[0] as number)).toBeLessThan(1e-12);
        },
      ),
    );
  });

  test('is exactly flat outside its regions, and counts overlapping ones twice', () => {
    const link = links.fromSensitivity({
      regions: [
        { from: 0.1, to: 0.3, gain: 3 },
        { from: 0.2, to: 0.4, gain: 0.1, softness: 0.1 },
      ],
    });
    expect(slopes(link, [-1, 0.05, 0.25, 0.35, 0.5])).toEqual([0, 0, 3.1, 0.1, 0]);
    const { loss, gradient } = evaluate(matching(link), { predicted: [0, 7], target: [-3, 1] });
    expect([...loss, ...gradient]).toEqual([0, 0, 0, 0]);
  });
});

test('clip is squared error inside the band and linear outside, and not the Huber loss of the difference', () => {
  const loss = matching(links.clip({ threshold: 1 }));
  const at = (predicted: number, target: number) =>
    evaluate(loss, { predicted: [predicted], target: [target] }).loss[0];
  expect([at(0.5, 0), at(3, 0), at(3, 2), at(-3, 2)]).toEqual([0.125, 2.5, 0, 6]);
});

test('edges that placement makes one number leave numbers', () => {
  const region = { from: 0, to: 0.1, gain: 0.1 };
  const near = [
    { ...region, softness: 0.01 },
    { ...region, softness: 0.010000000000000002 },
  ];
  const inner = links.sum([links.fromSensitivity({ regions: near }), links.identity()], { rate: 1.5188412965239415 });
  const link = links.mirror(inner, { rate: 0.05 });
  const { loss, gradient, hessian } = evaluate(matching(link), { predicted: [0, 0.3], target: [0, -4] });
  for (const value of [...loss, ...gradient, ...hessian]) expect(value).not.toBeNaN();
});
