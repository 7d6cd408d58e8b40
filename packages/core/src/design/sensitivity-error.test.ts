import { expect, test } from 'vitest';
import { links } from '../index.js';
import { sensitivityError } from './sensitivity-error.js';

const exp = links.exp();

test('by hand: errors count as the loss is steep at their targets', () => {
  const { bins, overall } = sensitivityError({ link: exp, edges: [0.5] }).evaluate({
    predicted: [1, Math.log(3) + 2, 5],
    target: [0, Math.log(3), 5],
    mask: [1, 1, 0],
  });
  expect(bins[0]).toEqual({ from: -Infinity, to: 0.5, weight: 1, rmse: 1, bias: 1, weightedRmse: 1, sensitivity: 1 });
  expect(overall.weightedRmse).toBeCloseTo(Math.sqrt((1 + 3 * 4) / 4), 14);
  expect(overall.rmse).toBeCloseTo(Math.sqrt(2.5), 14);
});

test('with the identity it is the plain error; parts add up to the whole', () => {
  const inputs = { predicted: [1, 2, 4], target: [0, 3, 4], weight: [1, 2, 1] };
  const plain = sensitivityError({ link: links.identity() });
  const { overall } = plain.evaluate(inputs);
  expect(overall.weightedRmse).toBe(overall.rmse);
  const metric = sensitivityError({ link: exp, edges: [2] });
  const parts = metric.accumulate();
  for (const k of [0, 1, 2])
    parts.add({ predicted: [inputs.predicted[k]!], target: [inputs.target[k]!], weight: [inputs.weight[k]!] });
  expect(parts.result).toEqual(metric.evaluate(inputs));
});

test('overflow and missing links are told', () => {
  expect(() => sensitivityError({ link: exp }).evaluate({ predicted: [1], target: [800] })).toThrow('smaller rate');
  expect(() => sensitivityError({} as never)).toThrow('link: is missing');
});
