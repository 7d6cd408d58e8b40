import { describe, expect, test } from 'vitest';
import { checkInputs } from './check-inputs.js';
import { evaluateLink } from './evaluate-link.js';
import { gradientCheck } from './gradient-check.js';
import { invert } from './invert.js';
import * as links from './links/index.js';
import * as losses from './losses/index.js';

test('checkInputs finds what is not finite, leaving out what is masked', () => {
  const loss = losses.matching(links.sinh());
  const inputs = {
    predicted: [1, Number.NaN, 3],
    target: [Number.POSITIVE_INFINITY, 0, Number.NaN],
    mask: [true, true, false],
  };
  expect(checkInputs(loss, inputs)).toEqual([
    { input: 'predicted', index: 1, value: Number.NaN },
    { input: 'target', index: 0, value: Number.POSITIVE_INFINITY },
  ]);
  expect(checkInputs(loss, { predicted: [1], target: [2] })).toEqual([]);
  expect(() => checkInputs(loss, { predicted: [1], target: [2, 3] })).toThrow('target has shape [2]');
});

test('checkInputs looks at classes one by one', () => {
  const row = { predicted: [[1, Number.NaN]], target: [[1, 2]] };
  expect(checkInputs(losses.softmax(), row)).toHaveLength(1);
  expect(checkInputs(losses.softmax(), { ...row, mask: [[true, false]] })).toEqual([]);
});

test('gradientCheck passes a right gradient and finds a wrong one', () => {
  const loss = losses.matching(links.sinh());
  const inputs = { predicted: [1, -2, 0.5], target: [0, 1, 0.25] };
  expect(gradientCheck(loss, inputs).worst).toBeLessThan(1e-9);
  const wrong = { ...loss, expressions: { ...loss.expressions, gradient: loss.expressions.hessian } };
  expect(gradientCheck(wrong, inputs)).toMatchObject({ index: 1 });
  expect(gradientCheck(wrong, inputs).worst).toBeGreaterThan(0.1);
});

describe('invert', () => {
  const all = [
    links.erf({ rate: 3, center: -2 }),
    links.softplus(),
    links.sum([links.sinh(), links.sigmoid({ rate: 9 })]),
    links.power({ exponent: 0.3 }),
  ];

  test('turns outputs into the scores that have them', () => {
    for (const link of all) {
      const scores = [-2.5, -2, 0.125, 1e-9, 3];
      const inverted = invert(link, evaluateLink(link, scores).output);
      const outputs = evaluateLink(link, inverted).output;
      evaluateLink(link, scores).output.forEach((y, k) => {
        expect(Math.abs((outputs[k] as number) - y)).toBeLessThanOrEqual(1e-14 + 1e-13 * Math.abs(y));
      });
    }
  });

  test('says which output the link does not reach', () => {
    expect(() => invert(links.softplus(), [1, 2, -1])).toThrow("outputs[2] = -1: outside the link's range");
    expect(invert(links.identity(), [Number.NaN])[0]).toBeNaN();
  });
});

test('evaluateLink gives h, its slope, and a potential whose slope is h', () => {
  const step = 1e-5;
  for (const link of [
    links.tanh({ rate: 2 }),
    links.fromSensitivity({ floor: 1, regions: [{ from: 1, gain: 2, softness: 1 }] }),
    links.mirror(links.exp()),
  ]) {
    const { potential } = evaluateLink(link, [0.9 - step, 0.9 + step]);
    const [low, high] = potential as unknown as [number, number];
    expect((high - low) / (2 * step)).toBeCloseTo(evaluateLink(link, [0.9]).output[0] as number, 8);
  }
});
