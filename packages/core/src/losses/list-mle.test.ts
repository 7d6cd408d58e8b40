import { expect, test } from 'vitest';
import { evaluate } from '../evaluate.js';
import * as links from '../links/index.js';
import { parseLoss } from '../parse-loss.js';
import { listMle } from './list-mle.js';

const list = { predicted: [[0.4, -1.2, 0.9, 2.1, 0.9]], target: [[1, 0, 2, 0, -3]] };
/** Places of the list in the observed order: ties as they stand. */
const order = [2, 0, 1, 3, 4];

test('is minus the logarithm of the chance to choose that order one by one', () => {
  const strengths = order.map((k) => Math.exp((list.predicted[0]?.[k] as number) / 2));
  const rest = (k: number) => strengths.slice(k).reduce((sum, one) => sum + one, 0);
  const expected = strengths.reduce((sum, one, k) => sum - Math.log(one / rest(k)), 0);
  expect(evaluate(listMle({ temperature: 2 }), list).loss[0]).toBeCloseTo(expected, 13);
});

test.each([listMle(), listMle({ transform: links.exp({ rate: 0.5 }), temperature: 0.7 })])(
  'derivatives are what differences say: %#',
  (loss) => {
    const step = 1e-5;
    const { gradient, hessian } = evaluate(loss, list);
    for (let k = 0; k < 5; k += 1) {
      const at = (by: number) =>
        evaluate(loss, { ...list, predicted: [list.predicted[0]?.map((z, n) => (n === k ? z + by : z)) as number[]] });
      const [up, down] = [at(step), at(-step)];
      expect(gradient[k]).toBeCloseTo(((up.loss[0] as number) - (down.loss[0] as number)) / (2 * step), 8);
      expect(hessian[k]).toBeCloseTo(((up.gradient[k] as number) - (down.gradient[k] as number)) / (2 * step), 8);
    }
    expect(parseLoss(JSON.stringify(loss.spec)).spec).toEqual(loss.spec);
  },
);

test('passes over masked items, and a list of one item counts nothing', () => {
  const masked = {
    predicted: [
      [0.4, Number.NaN, -1.2, 0.9, 2.1, 0.9],
      [5, 0, 0, 0, 0, 0],
    ],
    target: [
      [1, Number.POSITIVE_INFINITY, 0, 2, 0, -3],
      [1, 0, 0, 0, 0, 0],
    ],
    mask: [
      [1, 0, 1, 1, 1, 1],
      [1, 0, 0, 0, 0, 0],
    ],
  };
  const part = evaluate(listMle(), masked, { reduction: 'mean' });
  expect(part.loss[0]).toBeCloseTo(evaluate(listMle(), list).loss[0] as number, 14);
  expect([...part.gradient.slice(6)]).toEqual([0, 0, 0, 0, 0, 0]);
});
