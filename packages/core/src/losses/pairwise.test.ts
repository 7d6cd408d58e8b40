import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate.js';
import * as links from '../links/index.js';
import type { Link } from '../links/link.js';
import { parseLoss } from '../parse-loss.js';
import { pairwise } from './pairwise.js';
import { pairwiseComposite } from './pairwise-composite.js';

const scores = (items: number) =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: items, maxLength: items });
const lists = fc.integer({ min: 1, max: 7 }).chain((items) => fc.tuple(scores(items), scores(items)));

/** The same pairs by weights of 1, which keep the closed form away. */
const oneByOne = (link: Link) => pairwise(link, { pairWeight: 'item' });
const ones = (row: readonly number[]) => [row.map(() => 1)];

const placements = { amplitude: 1.75, rate: 0.625, center: 0.375 };
const separable: readonly (readonly [string, Link])[] = [
  ['identity', links.identity(placements)],
  ['exp', links.exp(placements)],
  ['sinh', links.sinh(placements)],
  ['power 3', links.power({ exponent: 3, ...placements })],
  ['mirror of exp', links.mirror(links.exp(placements), { rate: 1.5, center: -0.25 })],
  [
    'a sum',
    links.sum([links.exp(), links.mirror(links.exp({ rate: 0.5 })), links.identity(), links.power({ exponent: 3 })]),
  ],
  ['a sum with one that is not separable', links.sum([links.sinh(), links.arctan({ center: 0.5 })])],
];

const near = (actual: number, expected: number, size: number) => Math.abs(actual - expected) <= 1e-12 * size;

describe('all pairs without all pairs', () => {
  test.each(separable)('%s adds up to what its pairs do', (_, link) => {
    fc.assert(
      fc.property(lists, ([predicted, target]) => {
        const fast = evaluate(pairwise(link), { predicted: [predicted], target: [target] });
        const data = { predicted: [predicted], target: [target], itemWeight: ones(target) };
        const plain = evaluate(oneByOne(link), data);
        expect(near(fast.loss[0] as number, plain.loss[0] as number, (plain.loss[0] as number) + 1e-280)).toBe(true);
        const size = Math.max(1e-280, ...plain.gradient.map(Math.abs));
        for (const [k, value] of fast.gradient.entries())
          expect(near(value, plain.gradient[k] as number, size)).toBe(true);
        expect(fast.hessian).toEqual(plain.hessian);
      }),
      { numRuns: 40 },
    );
  });

  test('a shift of all scores costs no digits', () => {
    const target = [0.5, -1.25, 2, 0.75];
    const moved = [1e-6, -2e-6, 3e-6, 0].map((step, k) => Math.fround((target[k] as number) + step));
    for (const shift of [5, -50, 1024]) {
      for (const [, link] of separable) {
        const at = (by: number) => ({ predicted: [moved.map((z) => z + by)], target: [target] });
        const [here, there] = [evaluate(pairwise(link), at(0)), evaluate(pairwise(link), at(shift))];
        // moved + shift is rounded itself: to 2⁻⁴³ at 1024, against steps of 2⁻²⁰.
        expect((there.loss[0] as number) / (here.loss[0] as number)).toBeCloseTo(1, 6);
      }
    }
  });
});

const all: readonly (readonly [string, ReturnType<typeof pairwise> | ReturnType<typeof pairwiseComposite>])[] = [
  ['sigmoid, both orders', pairwise(links.sigmoid({ center: 0.3 }))],
  ['exp, both orders', pairwise(links.exp({ rate: 0.5 }))],
  ['exp, by target', pairwise(links.exp({ rate: 0.5 }), { order: 'byTarget' })],
  ['sigmoid, relevance', pairwise(links.sigmoid({ rate: 2 }), { target: 'relevance' })],
  ['tanh at output ½', pairwise(links.tanh(), { target: 'relevance', output: 0.5 })],
  ['composite matching', pairwiseComposite(links.exp({ rate: 0.5 }), { form: 'matching' })],
  ['composite divergence', pairwiseComposite(links.tanh(), { form: 'divergence', temperature: 0.5 })],
  ['composite relevance', pairwiseComposite(links.softplus(), { form: 'divergence', target: 'relevance' })],
];
const list = { predicted: [[0.4, -1.2, 0.9, 2.1]], target: [[1, 0, 2, 0]] };

describe.each(all)('%s', (_, loss) => {
  const step = 1e-5;
  const moved = (k: number, by: number) => ({
    ...list,
    predicted: [list.predicted[0]?.map((z, n) => (n === k ? z + by : z)) as number[]],
  });

  test('has the gradient and the curvature that differences say', () => {
    const { gradient, hessian } = evaluate(loss, list);
    for (let k = 0; k < 4; k += 1) {
      const [up, down] = [evaluate(loss, moved(k, step)), evaluate(loss, moved(k, -step))];
      expect(gradient[k]).toBeCloseTo(((up.loss[0] as number) - (down.loss[0] as number)) / (2 * step), 8);
      expect(hessian[k]).toBeCloseTo(((up.gradient[k] as number) - (down.gradient[k] as number)) / (2 * step), 8);
    }
  });

  test('does not depend on the order of the list', () => {
    const order = [2, 0, 3, 1];
    const turn = (row: readonly number[]) => order.map((k) => row[k] as number);
    const [here, there] = [
      evaluate(loss, list),
      evaluate(loss, { predicted: list.predicted.map(turn), target: list.target.map(turn) }),
    ];
    expect(there.loss[0]).toBeCloseTo(here.loss[0] as number, 14);
    for (const [n, k] of order.entries()) expect(there.gradient[n]).toBeCloseTo(here.gradient[k] as number, 14);
  });

  test('passes over masked items, whatever they hold', () => {
    const masked = {
      predicted: [[0.4, Number.NaN, -1.2, 0.9, 2.1, Number.POSITIVE_INFINITY]],
      target: [[1, Number.POSITIVE_INFINITY, 0, 2, 0, Number.NaN]],
      mask: [[1, 0, 1, 1, 1, 0]],
    };
    const [whole, part] = [evaluate(loss, list), evaluate(loss, masked)];
    expect(part.loss[0]).toBeCloseTo(whole.loss[0] as number, 14);
    expect(part.gradient[1]).toBe(0);
    expect(part.gradient[5]).toBe(0);
    for (const [k, place] of [0, 2, 3, 4].entries())
      expect(part.gradient[place]).toBeCloseTo(whole.gradient[k] as number, 14);
  });

  test('a list without a pair has loss 0 and counts nothing in a mean', () => {
    const alone = {
      predicted: [...list.predicted, [1, 2, 3, 4]],
      target: [...list.target, [0, 1, 2, 3]],
      mask: [
        [1, 1, 1, 1],
        [0, 0, 1, 0],
      ],
    };
    const [mean, each] = [evaluate(loss, alone, { reduction: 'mean' }), evaluate(loss, alone)];
    expect(each.loss[1]).toBe(0);
    expect([...mean.gradient.slice(4)]).toEqual([0, 0, 0, 0]);
    expect(mean.loss[0]).toBe(evaluate(loss, list).loss[0]);
    expect(evaluate(loss, { predicted: [[1]], target: [[2]] }, { reduction: 'mean' }).loss[0]).toBe(0);
  });

  test('comes back from its JSON', () => {
    expect(parseLoss(JSON.stringify(loss.spec)).spec).toEqual(loss.spec);
  });
});

test('ties are no pairs where pairs are ordered', () => {
  const tied = { predicted: [[1, 2, 3]], target: [[1, 1, 1]] };
  const loss = pairwise(links.sigmoid(), { target: 'relevance' });
  expect(evaluate(loss, tied)).toMatchObject({ loss: Float64Array.of(0), gradient: Float64Array.of(0, 0, 0) });
});

test.each([
  pairwise(links.sigmoid(), { target: 'relevance' }),
  pairwise(links.exp(), { order: 'byTarget' }),
  pairwiseComposite(links.exp(), { form: 'divergence', target: 'relevance' }),
])('a NaN in the target stays in its list: %#', (loss) => {
  const data = {
    predicted: [
      [1, 2, 3],
      [1, 2, 3],
    ],
    target: [
      [1, Number.NaN, 0],
      [1, 2, 0],
    ],
  };
  const { loss: values } = evaluate(loss, data);
  expect(values[0]).toBeNaN();
  expect(values[1]).toBeGreaterThan(0);
});

test('weights of items are numbers that are not negative', () => {
  const loss = pairwise(links.sigmoid(), { pairWeight: 'item' });
  const data = { predicted: [[1, 2, 4]], target: [[0, 1, 2]] };
  expect(() => evaluate(loss, { ...data, itemWeight: [[1, -2, 1]] })).toThrow('itemWeight[1] = -2');
  const masked = { ...data, itemWeight: [[1, -2, 1]], mask: [[1, 0, 1]] };
  expect(evaluate(loss, masked).loss[0]).toBeGreaterThan(0);
});

test('weights of LambdaRank are |gain − gain|·|discount − discount|, and count in the mean', () => {
  const loss = pairwise(links.sigmoid(), { target: 'relevance', pairWeight: 'lambda' });
  const data = { predicted: [[0.5, 1, -1]], target: [[2, 1, 0]], gain: [[3, 1, 0]], discount: [[0.6, 1, 0.5]] };
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ].map(([i, j]) => {
    const at = (name: 'predicted' | 'gain' | 'discount') =>
      (data[name][0]?.[i as number] as number) - (data[name][0]?.[j as number] as number);
    return { weight: Math.abs(at('gain') * at('discount')), loss: Math.log1p(Math.exp(-at('predicted'))) };
  });
  const total = pairs.reduce((sum, { weight }) => sum + weight, 0);
  const expected = pairs.reduce((sum, { weight, loss: own }) => sum + weight * own, 0) / total;
  expect(evaluate(loss, data).loss[0]).toBeCloseTo(expected, 14);
});

test('RankNet over thousands of items holds no more than some numbers for each', () => {
  const items = 3000;
  const predicted = Float64Array.from({ length: items }, (_, k) => Math.sin(k));
  const target = Float64Array.from({ length: items }, (_, k) => k % 5);
  const before = process.memoryUsage().arrayBuffers;
  const { loss } = evaluate(pairwise(links.sigmoid(), { target: 'relevance' }), {
    predicted,
    target,
    shape: [1, items],
  });
  expect(loss[0]).toBeGreaterThan(0.5);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(items * items * 4);
});

test.each([
  [() => pairwise(links.sigmoid(), { target: 'relevance', order: 'both' }), 'order: is for score targets'],
  [() => pairwise(links.sigmoid(), { output: 0.5 }), 'output: is for relevance'],
  [
    () => pairwise(links.tanh(), { target: 'relevance', output: 2 }),
    'output: asks for the output 2, which the link cannot have',
  ],
  [() => pairwise(links.softplus(), { target: 'relevance' }), "'output' is not known for the link softplus"],
  [
    () => pairwiseComposite(links.exp(), { form: 'matching', target: 'relevance' }),
    "the matching form takes 'score' only",
  ],
  [() => pairwiseComposite(links.tanh(), { form: 'matching' }), 'tanh is not known to be convex'],
])('bad options are refused: %#', (make, message) => {
  expect(make).toThrow(message);
});
