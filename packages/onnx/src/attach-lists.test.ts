import { evaluate, links, losses } from '@lossmith/core';
import { expect, test } from 'vitest';
import { float32, runModel } from '../test/models.ts';
import { attachLoss } from './attach.js';
import { modelBytes } from './model.js';
import { trainingStep } from './training.js';

const rankNet = losses.pairwise(links.sigmoid(), { target: 'relevance' });

/** A model that scores items by their features: [lists, items, 2] → [lists, items]. */
function scorer(): Uint8Array {
  const step = trainingStep({ inputSize: 2, outputSize: 1 }, rankNet);
  return step.exportInference(step.initialize(3));
}

test.each([
  ['few pairs', 4],
  ['many', 200],
])('a model of lists gets a loss of %s; a list without a pair counts nothing', async (_, items) => {
  const { bytes, inputs } = attachLoss(scorer(), rankNet, { scores: 'scores' });
  expect(inputs).toEqual([{ name: 'target', type: 'float32', dims: ['lists', 'items'] }]);
  const features = float32(
    Array.from({ length: 4 * items }, (_, k) => Math.sin(k)),
    [2, items, 2],
  );
  const relevance = Array.from({ length: 2 * items }, (_, k) => (k < items ? k % 3 : 1));
  const { scores, loss, gradient } = await runModel(bytes, { features, target: float32(relevance, [2, items]) });
  const own = { predicted: [[...scores!.data.slice(0, items)]], target: [relevance.slice(0, items)] };
  const expected = evaluate(rankNet, own);
  expect(loss!.data[0]).toBeCloseTo(expected.loss[0]!, 5);
  expect(gradient!.dims).toEqual([2, items]);
  expected.gradient.forEach((x, k) => {
    expect(Math.abs(gradient!.data[k]! - x)).toBeLessThan(1e-6);
  });
  expect(gradient!.data.slice(items).every((x) => x === 0)).toBe(true);
});

/** scores = x, of the given last length. */
const passed = (last: number) =>
  modelBytes({
    name: 'passed',
    opset: 17,
    inputs: [{ name: 'x', type: 'float32', dims: ['n', last] }],
    outputs: [{ name: 'scores', type: 'float32', dims: ['n', last] }],
    initializers: [],
    nodes: [{ name: 'same', op: 'Identity', inputs: ['x'], outputs: ['scores'], attributes: {} }],
  });

test('scores that end with a length of 1 are refused, and rows that are no pairs', () => {
  expect(() => attachLoss(passed(1), rankNet, { scores: 'scores' })).toThrow(
    "option scores: 'scores' has one score on its last axis; let the model end with Squeeze or Reshape",
  );
  const dpo = losses.preference(links.sigmoid());
  expect(() => attachLoss(passed(3), dpo, { scores: 'scores' })).toThrow('this loss takes rows of 2');
  expect(attachLoss(passed(2), dpo, { scores: 'scores' }).inputs.map(({ name }) => name)).toEqual(['reference']);
});
