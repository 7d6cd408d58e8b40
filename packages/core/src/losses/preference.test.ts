import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate.js';
import * as links from '../links/index.js';
import { parseLoss } from '../parse-loss.js';
import { preference } from './preference.js';

const data = {
  predicted: [
    [-12.5, -13.25],
    [-8, -7.5],
  ],
  reference: [
    [-12.75, -12.5],
    [-8.5, -8],
  ],
};
const leads = [1, 0];
const sigmoid = links.sigmoid();

const cases = [
  ['DPO', preference(sigmoid, { beta: 0.5 }), {}],
  ['cDPO', preference(sigmoid, { beta: 0.5, labelSmoothing: 0.125 }), {}],
  ['observed gaps', preference(links.sinh(), { beta: 0.5, target: 'gap' }), { target: [0.25, -1] }],
  ['one gap', preference(links.identity(), { beta: 0.5, target: 'gap', gap: 0.5 }), {}],
  ['f-DPO', preference(sigmoid, { beta: 0.5, transform: links.mirror(links.exp()) }), {}],
] as const;

test('a sigmoid link is DPO, with labels that may be wrong cDPO', () => {
  const softplus = (x: number) => Math.log1p(Math.exp(x));
  const dpo = evaluate(preference(sigmoid, { beta: 0.5 }), data);
  leads.forEach((lead, k) => {
    expect(dpo.loss[k]).toBeCloseTo(softplus(-0.5 * lead), 15);
  });
  const smoothed = evaluate(preference(sigmoid, { beta: 0.5, labelSmoothing: 0.125 }), data);
  const entropy = -(0.125 * Math.log(0.125) + 0.875 * Math.log(0.875));
  leads.forEach((lead, k) => {
    const published = 0.875 * softplus(-0.5 * lead) + 0.125 * softplus(0.5 * lead);
    expect(smoothed.loss[k]).toBeCloseTo(published - entropy, 14);
  });
});

describe.each(cases)('%s', (_, loss, more) => {
  test('has the gradient and the curvature that differences say', () => {
    const step = 1e-5;
    const { gradient, hessian } = evaluate(loss, { ...data, ...more });
    for (let k = 0; k < 4; k += 1) {
      const at = (by: number) => {
        const predicted = data.predicted.map((row, n) => row.map((z, m) => (2 * n + m === k ? z + by : z)));
        return evaluate(loss, { ...data, ...more, predicted });
      };
      const [up, down] = [at(step), at(-step)];
      const example = Math.floor(k / 2);
      expect(gradient[k]).toBeCloseTo(((up.loss[example] as number) - (down.loss[example] as number)) / (2 * step), 8);
      expect(hessian[k]).toBeCloseTo(((up.gradient[k] as number) - (down.gradient[k] as number)) / (2 * step), 8);
    }
  });

  test('comes back from its JSON', () => {
    expect(parseLoss(JSON.stringify(loss.spec)).spec).toEqual(loss.spec);
  });
});

test('without a reference it is 0', () => {
  const loss = preference(sigmoid);
  const none = data.reference.map((row) => row.map(() => 0));
  const { predicted } = data;
  expect(evaluate(loss, { predicted })).toEqual(evaluate(loss, { predicted, reference: none }));
  expect(evaluate(preference(sigmoid, { reference: false }), { predicted }).loss).toEqual(
    evaluate(loss, { predicted }).loss,
  );
});

test('beside an observed gap no digit is lost, however long the texts', () => {
  const loss = preference(links.identity(), { beta: 0.1, target: 'gap' });
  const [chosen, rejected, gap] = [-1234.56789, -1300.123456789, 6.5555566789];
  const { gradient } = evaluate(loss, { predicted: [[chosen, rejected]], target: [gap] });
  // By whole numbers: units of 2⁻⁶⁰, in which all of these are exact.
  const exact = (x: number) =>
    BigInt(Math.round(x * 2 ** 40)) * 2n ** 20n + BigInt(Math.round((x * 2 ** 40 - Math.round(x * 2 ** 40)) * 2 ** 20));
  const lead = exact(chosen) - exact(rejected);
  const beta = BigInt(Math.round(0.1 * 2 ** 56));
  const x = lead * beta - exact(gap) * 2n ** 56n;
  const expected = 0.1 * (Number(x) / 2 ** 116);
  expect((gradient[0] as number) / expected).toBeCloseTo(1, 9);
});

test.each([
  [() => preference(sigmoid, { labelSmoothing: 0.7 }), 'labelSmoothing: must be from 0 to 0.5, got 0.7'],
  [() => preference(sigmoid, { gap: 1 }), "gap: is for target: 'gap'"],
  [() => preference(sigmoid, { target: 'gap', labelSmoothing: 0.1 }), "labelSmoothing: is for target: 'label'"],
  [() => preference(sigmoid, { beta: 0 }), 'beta: must be greater than 0, got 0'],
])('bad options are refused: %#', (make, message) => {
  expect(make).toThrow(message);
});

test('three log-probabilities are refused', () => {
  expect(() => evaluate(preference(sigmoid), { predicted: [[1, 2, 3]] })).toThrow('[1, 2] is needed');
});
