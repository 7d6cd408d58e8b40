import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate.js';
import { evaluateLink } from '../evaluate-link.js';
import { invert } from '../invert.js';
import * as links from '../links/index.js';
import type { Link } from '../links/link.js';
import { matching } from './matching.js';

const single = (values: ArrayLike<number>) => values[0] as number;

const supported = [
  links.identity({ amplitude: 2, rate: 0.5, center: 1 }),
  links.sigmoid({ amplitude: 3, rate: 2, center: -1 }),
  links.tanh({ amplitude: 0.3, rate: 1.5 }),
  links.arctan({ amplitude: 2, center: 0.5 }),
  links.softsign({ rate: 3 }),
  links.sinh({ rate: 0.5 }),
  links.asinh({ amplitude: 4, rate: 2 }),
  links.exp({ rate: 0.7, center: 1 }),
  links.power({ exponent: 3, rate: 0.5 }),
  links.power({ exponent: 0.5, center: 1 }),
];
const mirrors = supported.map((link) => links.mirror(link, { amplitude: 1.5, center: 0.25 }));

describe("target: 'output'", () => {
  test("agrees with target: 'score' inside the range", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...supported, ...mirrors),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (link, predicted, s) => {
          const y = single(evaluateLink(link, [s]).output);
          const byScore = evaluate(matching(link), { predicted: [predicted], target: [s] });
          const byOutput = evaluate(matching(link, { target: 'output' }), { predicted: [predicted], target: [y] });
          const slope = single(evaluateLink(link, [s]).sensitivity);
          // A rounding of y by one part in 10¹⁶ moves the score it stands for by that over the slope.
          const slack = 1e-13 * (1 + Math.abs(y) + Math.abs(y) / Math.max(slope, 1e-3)) * (1 + Math.abs(predicted - s));
          expect(Math.abs(single(byOutput.gradient) - single(byScore.gradient))).toBeLessThanOrEqual(
            1e-12 * (1 + Math.abs(y)),
          );
          expect(Math.abs(single(byOutput.loss) - single(byScore.loss))).toBeLessThanOrEqual(
            slack + 1e-12 * single(byScore.loss),
          );
        },
      ),
    );
  });

  test('takes the ends of the range where the loss is finite there', () => {
    const at = (link: Link, predicted: number, y: number) => {
      const { loss, gradient } = evaluate(matching(link, { target: 'output' }), {
        predicted: [predicted],
        target: [y],
      });
      return [single(loss), single(gradient)];
    };
    const [loss, gradient] = at(links.sigmoid(), 30, 1) as [number, number];
    expect(loss / Math.log1p(Math.exp(-30))).toBeCloseTo(1, 14);
    expect(gradient * (1 + Math.exp(30))).toBeCloseTo(-1, 14);
    expect(at(links.sigmoid(), 0, 0)).toEqual([Math.LN2, 0.5]);
    expect(single(at(links.tanh(), 2, -1))).toBeCloseTo(2 + Math.log1p(Math.exp(-4)) + 2, 12);
    for (const value of at(links.exp(), 1, 0)) expect(value).toBeCloseTo(Math.E, 14);
    expect(at(links.clip({ threshold: 2 }), 3, 2).map(Math.abs)).toEqual([0, 0]);
    expect(at(links.clip({ threshold: 2 }), 3, -2)).toEqual([12, 4]);
    expect(at(links.mirror(links.exp()), 0, 0)[1]).toBe(-1);
  });

  test('refuses outputs the link does not have, naming the first', () => {
    const cases = [
      [links.sigmoid(), 1.5],
      [links.tanh(), -1.01],
      [links.arctan(), Math.PI / 2 + 1e-9],
      [links.softsign(), 1],
      [links.exp(), -1e-9],
      [links.clip({ threshold: 1 }), 1.25],
      [links.mirror(links.exp()), 0.5],
    ] as const;
    for (const [link, y] of cases) {
      const inputs = { predicted: [0, 0], target: [link.spec.kind === 'mirror' ? -1 : 0.5, y] };
      expect(() => evaluate(matching(link, { target: 'output' }), inputs)).toThrow(
        `target[1] = ${y}: outside the link's range`,
      );
    }
  });

  test('points to invert for links without a Fenchel–Young form', () => {
    const without = [
      links.erf(),
      links.softplus(),
      links.sum([links.sigmoid()]),
      links.piecewiseLinear({
        knots: [
          [0, 0],
          [1, 1],
        ],
      }),
    ];
    for (const link of without) {
      expect(() => matching(link as Link, { target: 'output' })).toThrow('invert(link, outputs)');
      const scores = [-1, 0.25, 0.75];
      const inverted = invert(link, evaluateLink(link, scores).output);
      inverted.forEach((s, k) => {
        expect(s).toBeCloseTo(scores[k] as number, 10);
      });
    }
    expect(() => invert(links.erf(), [2])).toThrow("outputs[0] = 2: outside the link's range");
  });
});
