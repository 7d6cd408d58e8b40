import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../../vitest.whole.ts';
import { leafLink, placement } from '../../test/arbitraries.js';
import { evaluate } from '../evaluate.js';
import { evaluateLink } from '../evaluate-link.js';
import { gradientCheck } from '../gradient-check.js';
import * as links from '../links/index.js';
import type { Link } from '../links/link.js';
import { parseLoss } from '../parse-loss.js';
import { compileLoss } from '../programs/compile-loss.js';
import { referenceBackend } from '../reference/reference.js';
import { compositeSoftmax } from './composite-softmax.js';
import type { Loss } from './loss.js';
import { matching, perClass } from './matching.js';
import { softmax } from './softmax.js';

const moderate = fc.double({ min: -4, max: 4, noNaN: true });
const examples = fc
  .integer({ min: 1, max: 6 })
  .chain((items) =>
    fc.tuple(
      fc.array(moderate, { minLength: items, maxLength: items }),
      fc.array(moderate, { minLength: items, maxLength: items }),
    ),
  );
const temperature = fc.double({ min: 0.3, max: 5, noNaN: true });

/** Convex transforms, each with the link U' whose matching loss the identity of design §3.2 needs. */
const convex: fc.Arbitrary<{ transform: Link; slope: Link | undefined }> = placement.chain(
  ({ amplitude = 1, rate = 1, center = 0 }) => {
    const [b, a] = [Math.min(rate, 1.5), Math.min(amplitude, 4)];
    return fc.constantFrom(
      {
        transform: links.exp({ amplitude: a, rate: b, center }),
        slope: links.exp({ amplitude: a * b, rate: b, center }),
      },
      {
        transform: links.softplus({ amplitude: a, rate: b, center }),
        slope: links.sigmoid({ amplitude: a * b, rate: b, center }),
      },
      { transform: links.identity({ amplitude: a, rate: b, center }), slope: undefined },
    );
  },
);

const close = (x: number, y: number, scale = 1) =>
  expect(Math.abs(x - y)).toBeLessThanOrEqual(Math.max(1e-11 * (scale + Math.abs(x) + Math.abs(y)), 2 ** -1022));
const single = (values: ArrayLike<number>) => values[0] as number;

describe('the identities of design §3.2', () => {
  test('D_matching = D_divergence + Σ q(s)·D_U, for convex transforms', () => {
    fc.assert(
      fc.property(convex, examples, temperature, ({ transform, slope }, [predicted, target], t) => {
        const inputs = { predicted: [predicted], target: [target] };
        const at = (form: 'matching' | 'divergence') =>
          single(evaluate(compositeSoftmax(transform, { form, temperature: t }), inputs).loss);
        const u = Array.from(evaluateLink(transform, target).output, (value) => value / t);
        const weights = u.map((value) => Math.exp(value - Math.max(...u)));
        const total = weights.reduce((x, y) => x + y);
        const scalar =
          slope === undefined ? target.map(() => 0) : evaluate(matching(slope), { predicted, target }).loss;
        const rest = weights.reduce((sum, weight, k) => sum + ((weight / total) * (scalar[k] as number)) / t, 0);
        close(at('matching'), at('divergence') + rest, rest);
      }),
      runs(30, 100),
    );
  });

  test('with one class the matching form is the scalar loss with link U′', () => {
    fc.assert(
      fc.property(convex, moderate, moderate, ({ transform, slope }, predicted, target) => {
        const loss = compositeSoftmax(transform, { form: 'matching' });
        const row = evaluate(loss, { predicted: [[predicted]], target: [[target]] });
        const scalar =
          slope === undefined ? undefined : evaluate(matching(slope), { predicted: [predicted], target: [target] });
        close(single(row.loss), scalar === undefined ? 0 : single(scalar.loss));
        close(single(row.gradient), scalar === undefined ? 0 : single(scalar.gradient));
      }),
      runs(30, 100),
    );
  });

  test('with T = identity both forms are softmax', () => {
    fc.assert(
      fc.property(examples, temperature, ([predicted, target], t) => {
        const inputs = { predicted: [predicted], target: [target] };
        const plain = evaluate(softmax({ temperature: t }), inputs);
        for (const form of ['matching', 'divergence'] as const) {
          const composed = evaluate(compositeSoftmax(links.identity(), { form, temperature: t }), inputs);
          close(single(composed.loss), single(plain.loss));
          composed.gradient.forEach((value, k) => {
            close(value, plain.gradient[k] as number);
          });
        }
      }),
      runs(30, 100),
    );
  });

  test('score, probability and label targets agree where they say the same', () => {
    fc.assert(
      fc.property(examples, temperature, ([predicted, target], t) => {
        const shifted = target.map((s) => Math.exp((s - Math.max(...target)) / t));
        const total = shifted.reduce((x, y) => x + y);
        const p = shifted.map((weight) => weight / total);
        const byScore = evaluate(softmax({ temperature: t }), { predicted: [predicted], target: [target] });
        const byRow = evaluate(softmax({ temperature: t, target: 'probability' }), {
          predicted: [predicted],
          target: [p],
        });
        close(single(byScore.loss), single(byRow.loss));
        const label = p.indexOf(Math.max(...p));
        const hot = p.map((_, k) => (k === label ? 1 : 0));
        const byLabel = evaluate(softmax({ temperature: t, target: 'label' }), {
          predicted: [predicted],
          target: [label],
        });
        const byHot = evaluate(softmax({ temperature: t, target: 'probability' }), {
          predicted: [predicted],
          target: [hot],
        });
        close(single(byLabel.loss), single(byHot.loss));
        byLabel.gradient.forEach((value, k) => {
          close(value, byHot.gradient[k] as number);
        });
      }),
      runs(30, 100),
    );
  });

  test('perClass is the sum of scalar losses, and a shift of all scores changes no softmax', () => {
    fc.assert(
      fc.property(leafLink, examples, moderate, (link, [predicted, target], shift) => {
        const sum = evaluate(matching(link), { predicted, target }, { reduction: 'sum' });
        close(single(evaluate(perClass(link), { predicted: [predicted], target: [target] }).loss), single(sum.loss));
        const moved = { predicted: [predicted.map((s) => s + shift)], target: [target] };
        close(
          single(evaluate(softmax(), moved).loss),
          single(evaluate(softmax(), { predicted: [predicted], target: [target] }).loss),
        );
      }),
      runs(30, 100),
    );
  });
});

test('gradients agree with differences of the loss', () => {
  const transforms = [
    links.sinh({ rate: 0.5 }),
    links.sigmoid({ amplitude: 3 }),
    links.tanh(),
    links.exp({ rate: 0.5 }),
  ];
  fc.assert(
    fc.property(examples, fc.constantFrom(...transforms), ([predicted, target], transform) => {
      const inputs = { predicted: [predicted], target: [target] };
      for (const loss of [softmax(), compositeSoftmax(transform, { form: 'divergence' }), perClass(transform)]) {
        expect(gradientCheck(loss, inputs).worst).toBeLessThan(1e-6);
      }
      // Beside ties at score 4, e^s turns the whole row over within the standard step of 0.005.
      const steep = compositeSoftmax(links.exp(), { form: 'matching' });
      expect(gradientCheck(steep, inputs, { step: 2e-4 }).worst).toBeLessThan(1e-6);
    }),
    runs(12, 40),
  );
});

test('a convex transform separates adjacent top scores (the figures of design §3.2)', () => {
  const curvature = (loss: Loss) => {
    const scores = [4, 3.8, 1, 0, -2];
    const gradient = (step: number) => {
      const predicted = scores.map((s, k) => s + (k === 0 ? step : k === 1 ? -step : 0) / Math.SQRT2);
      const { gradient: g } = evaluate(loss, { predicted: [predicted], target: [scores] });
      return ((g[0] as number) - (g[1] as number)) / Math.SQRT2;
    };
    return (gradient(1e-5) - gradient(-1e-5)) / 2e-5;
  };
  expect(curvature(softmax())).toBeCloseTo(0.48, 2);
  expect(curvature(compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' }))).toBeCloseTo(6.4, 1);
});

test('losses come back from their JSON', () => {
  const all = [
    softmax({ temperature: 2, target: 'label' }),
    compositeSoftmax(links.exp({ rate: 0.5 }), { form: 'matching' }),
    compositeSoftmax(links.sinh(), { form: 'divergence', temperature: 0.5, target: 'probability' }),
    compositeSoftmax(links.sinh(), { form: 'matching', assumeConvex: true }),
    perClass(links.tanh(), { target: 'output' }),
  ];
  // Expressions share their parts, and a comparison would walk every path: programs hold each once.
  const backend = referenceBackend();
  const outputs = ['loss', 'gradient', 'hessian'] as const;
  for (const loss of all) {
    const read = parseLoss(JSON.stringify(loss.spec));
    expect({ ...read, expressions: undefined, plainGradient: undefined }).toEqual({
      ...loss,
      expressions: undefined,
      plainGradient: undefined,
    });
    expect(compileLoss(backend, read, { outputs })).toEqual(compileLoss(backend, loss, { outputs }));
  }
});
