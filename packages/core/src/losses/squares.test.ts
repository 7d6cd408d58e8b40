import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../vitest.whole.ts';
import { evaluate, evaluateLink, gradientCheck, type Link, type Loss, links, losses, parseLoss } from '../index.js';
import { printLoss } from '../print.js';

const { linkSquared, matching, weightedSquared } = losses;
const smooth: readonly Link[] = [
  links.identity({ amplitude: 2 }),
  links.exp({ rate: 0.5, center: 1 }),
  links.sigmoid({ rate: 2 }),
  links.sinh({ rate: 0.5 }),
  links.mirror(links.softplus()),
  links.sum([links.tanh({ rate: 3 }), links.identity({ amplitude: 0.1 })]),
  links.monotoneCubic({
    knots: [
      [-3, -2],
      [0, 0],
      [2, 0.25],
      [5, 4],
    ],
  }),
];
const every: readonly Loss[] = smooth.flatMap((link) => [
  linkSquared(link),
  weightedSquared(link),
  weightedSquared(link, { at: 'larger' }),
  weightedSquared(link, { at: 'smaller' }),
]);
const named = every.map((loss) => [JSON.stringify(loss.spec), loss] as const);
const score = fc.double({ min: -8, max: 8, noNaN: true });
const at = (loss: Loss, predicted: number, target: number) => {
  const { loss: value, gradient, hessian } = evaluate(loss, { predicted: [predicted], target: [target] });
  return { loss: value[0] as number, gradient: gradient[0] as number, hessian: hessian[0] as number };
};

describe.each(named)('%s', (_, loss) => {
  test('is never negative, and zero with its gradient at the optimum', () => {
    fc.assert(
      fc.property(score, score, (predicted, target) => {
        const { loss: value, gradient } = evaluate(loss, { predicted: [predicted, target], target: [target, target] });
        expect(value[0]).toBeGreaterThanOrEqual(0);
        expect([value[1], Math.abs(gradient[1]!)]).toEqual([0, 0]);
        expect(Math.sign(gradient[0]!) * Math.sign(predicted - target)).not.toBe(-1);
      }),
      runs(50, 500),
    );
  });

  test('its gradient is that of the loss, its second derivative that of the gradient', () => {
    const [predicted, target] = [
      [-2.25, -0.5, 0.25, 1.5, 3.25, -0.75],
      [-1, 1, -3, 1.25, -0.5, 4],
    ];
    expect(gradientCheck(loss, { predicted, target }).worst).toBeLessThan(1e-8);
    const step = 1e-5;
    for (const [k, z] of predicted.entries()) {
      const s = target[k] as number;
      const slope = (at(loss, z + step, s).gradient - at(loss, z - step, s).gradient) / (2 * step);
      expect(Math.abs(slope - at(loss, z, s).hessian)).toBeLessThan(1e-8 * Math.max(1, Math.abs(slope)));
    }
  });

  test('comes back from its JSON', () => {
    expect(parseLoss(JSON.stringify(loss.spec))).toEqual(loss);
  });
});

describe('linkSquared', () => {
  const [predicted, target] = [
    [-3, 0.5, 2],
    [1, 0.25, -1],
  ];

  test('is half the squared gradient of the matching loss, and squared error with the identity', () => {
    for (const link of smooth) {
      const { gradient } = evaluate(matching(link), { predicted, target });
      expect(evaluate(linkSquared(link), { predicted, target }).loss).toEqual(gradient.map((g) => g * g * 0.5));
    }
    const identity = links.identity();
    const { loss, gradient } = evaluate(linkSquared(identity), { predicted, target });
    expect({ loss, gradient }).toMatchObject({ loss: evaluate(matching(identity), { predicted, target }).loss });
    expect([...gradient]).toEqual([-4, 0.25, 3]);
  });

  test('with a sigmoid link and labels it is half the Brier score', () => {
    const brier = linkSquared(links.sigmoid(), { target: 'output' });
    const { loss } = evaluate(brier, { predicted: [0, Math.log(3), -Math.log(3)], target: [1, 1, 0] });
    for (const [k, exact] of [0.125, 0.03125, 0.03125].entries()) expect(loss[k]).toBeCloseTo(exact, 15);
    expect(() => evaluate(brier, { predicted: [0], target: [1.5] })).toThrow('target[0] = 1.5');
  });

  test('keeps its digits beside the optimum', () => {
    const { loss } = at(linkSquared(links.exp()), 2 + 2 ** -40, 2);
    expect(Math.abs(loss / (0.5 * (Math.exp(2) * 2 ** -40) ** 2) - 1)).toBeLessThan(1e-11);
  });

  test('is not convex: its gradient fades where the link is flat, however wrong the prediction is', () => {
    const loss = linkSquared(links.sigmoid());
    expect(at(loss, 20, 0).gradient).toBeLessThan(1e-8);
    expect(at(loss, 3, 0).hessian).toBeLessThan(0);
    expect(at(matching(links.sigmoid()), 20, 0).gradient).toBeCloseTo(0.5, 8);
  });

  test('at the center of a power with an infinite slope the optimum is the optimum', () => {
    expect(at(linkSquared(links.power({ exponent: 0.5 })), 0, 0)).toMatchObject({ loss: 0, gradient: 0 });
  });
});

describe('weightedSquared', () => {
  test('at the target it is squared error with the sensitivity as its weight', () => {
    const link = links.exp({ rate: 0.5 });
    const data = { predicted: [-3, 0.5, 2], target: [1, 0.25, -1] };
    const weight = evaluateLink(link, data.target).sensitivity;
    const weighted = evaluate(matching(links.identity()), { ...data, weight });
    const own = evaluate(weightedSquared(link), data);
    for (const output of ['loss', 'gradient', 'hessian'] as const)
      for (const [k, value] of weighted[output].entries()) expect(own[output][k]).toBeCloseTo(value, 14);
  });

  test('at the larger score the gradient is the sensitivity there times the error', () => {
    const link = links.sinh({ rate: 0.7, center: -1 });
    for (const [z, s] of [
      [2, 1],
      [1, 2],
      [-3, -4],
    ] as const) {
      const slope = evaluateLink(link, [Math.max(z, s)]).sensitivity[0] as number;
      expect(at(weightedSquared(link, { at: 'larger' }), z, s).gradient).toBeCloseTo(slope * (z - s), 13);
    }
  });

  test('above the target it is the matching loss with prediction and target exchanged', () => {
    const link = links.exp();
    expect(at(weightedSquared(link, { at: 'larger' }), 2, 1).loss).toBe(at(matching(link), 1, 2).loss);
  });

  test("'smaller' is 'larger' seen in a mirror", () => {
    const [link, mirrored] = [links.exp({ rate: 0.5 }), links.mirror(links.exp({ rate: 0.5 }))];
    fc.assert(
      fc.property(score, score, (z, s) => {
        const one = at(weightedSquared(link, { at: 'larger' }), z, s);
        const other = at(weightedSquared(mirrored, { at: 'smaller' }), -z, -s);
        expect(other.loss).toBe(one.loss);
        expect(other.gradient + one.gradient).toBe(0);
      }),
      runs(100, 1000),
    );
  });

  test('with exp it is convex at the larger score', () => {
    const loss = weightedSquared(links.exp(), { at: 'larger' });
    fc.assert(
      fc.property(score, score, (z, s) => {
        expect(at(loss, z, s).hessian).toBeGreaterThan(0);
      }),
      runs(100, 1000),
    );
  });

  test('is printed as one would write it', () => {
    expect(printLoss(weightedSquared(links.exp(), { at: 'larger' })).loss).toContain('if s < ŝ else');
    expect(printLoss(linkSquared(links.tanh())).loss).toBe('(tanh(ŝ) − tanh(s))·(tanh(ŝ) − tanh(s))·0.5');
  });

  test('refuses places that do not exist, and outputs', () => {
    expect(() => weightedSquared(links.exp(), { at: 'both' as never })).toThrow(
      'at: must be one of "target", "larger"',
    );
    expect(() => weightedSquared(links.exp(), { target: 'output' } as never)).toThrow('target');
  });
});
