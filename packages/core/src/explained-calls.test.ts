import { describe, expect, test } from 'vitest';
import { isLossmithError, LossmithError } from './errors/errors.js';
import { evaluate } from './evaluate.js';
import { evaluateLink } from './evaluate-link.js';
import * as expressions from './expressions/index.js';
import { gradientCheck } from './gradient-check.js';
import * as links from './links/index.js';
import * as losses from './losses/index.js';
import { parseLoss } from './parse-loss.js';
import { printLoss } from './print.js';

/** Calls as people write them who do not know the interface yet, most of them type errors too. */
// biome-ignore lint/suspicious/noExplicitAny: types would refuse these calls
const any = (value: unknown): any => value;

const squared = losses.matching(links.identity());
const labels = losses.softmax({ target: 'label' });
const data = { predicted: [1], target: [1] };
const row = { predicted: [[1, 2]], target: [1] };
const tensor = { dataSync: () => [1], dtype: 'float32', shape: [1] };

const calls: readonly [call: string, run: () => unknown, name: string, message: string][] = [
  [
    'links.power()',
    () => any(links).power(),
    'LossmithSpecError',
    'options: are missing; give { exponent, amplitude, rate, center }',
  ],
  [
    'links.clip()',
    () => any(links).clip(),
    'LossmithSpecError',
    'options: are missing; give { threshold, amplitude, rate, center }',
  ],
  [
    'links.monotoneCubic()',
    () => any(links).monotoneCubic(),
    'LossmithSpecError',
    'options: are missing; give { knots, ',
  ],
  [
    'links.fromSensitivity()',
    () => any(links).fromSensitivity(),
    'LossmithSpecError',
    'options: are missing; give { floor, regions, ',
  ],
  ['links.custom()', () => any(links).custom(), 'LossmithSpecError', 'options: are missing; give { h, H, dh, '],
  ['links.sum()', () => any(links).sum(), 'LossmithSpecError', 'links: is missing; it must be a list'],
  [
    'links.sum(link, link)',
    () => any(links).sum(links.exp(), links.exp()),
    'LossmithSpecError',
    'links: must be a list, got a link; give links.sum([link, …])',
  ],
  ['links.mirror()', () => any(links).mirror(), 'LossmithSpecError', 'link: is missing; make a link with links.…'],
  [
    'links.mirror(links.exp)',
    () => links.mirror(any(links.exp)),
    'LossmithSpecError',
    'link: is a function, not a link; call it: links.exp(…)',
  ],
  [
    'links.sinh(0.5)',
    () => links.sinh(any(0.5)),
    'LossmithSpecError',
    'options: must be an object, got 0.5; give { rate: 0.5 }',
  ],
  ['links.sinh(null)', () => links.sinh(any(null)), 'LossmithSpecError', 'options: must be an object, got null'],
  [
    'links.power(3)',
    () => links.power(any(3)),
    'LossmithSpecError',
    'options: must be an object, got 3; give { exponent: 3 }',
  ],
  [
    'links.power({})',
    () => links.power(any({})),
    'LossmithSpecError',
    'exponent: is missing; it must be a finite number',
  ],
  [
    'links.custom({ h: (z) => z })',
    () => links.custom({ h: any((z: number) => z) }),
    'LossmithSpecError',
    'h: is a function, not an expression; write it with the expression builders: h: expressions.tanh(expressions.z)',
  ],
  [
    'links.custom({})',
    () => links.custom(any({})),
    'LossmithSpecError',
    'h: is missing; write it with the expression builders',
  ],
  [
    "expressions.add(z, '1')",
    () => expressions.add(expressions.z, any('1')),
    'LossmithSpecError',
    '"1" is no expression',
  ],
  ['expressions.add(z)', () => any(expressions).add(expressions.z), 'LossmithSpecError', 'an argument is missing'],
  [
    'losses.matching()',
    () => any(losses).matching(),
    'LossmithSpecError',
    'link: is missing; make a link with links.…',
  ],
  [
    'losses.matching(the JSON of a link)',
    () => losses.matching(any({ kind: 'exp' })),
    'LossmithSpecError',
    'link: is the JSON of a link; make it with links.exp(…)',
  ],
  [
    "losses.matching(link, 'output')",
    () => losses.matching(links.sigmoid(), any('output')),
    'LossmithSpecError',
    "give { target: 'output' }",
  ],
  ["losses.softmax('label')", () => losses.softmax(any('label')), 'LossmithSpecError', "give { target: 'label' }"],
  [
    "losses.compositeSoftmax(link, 'matching')",
    () => losses.compositeSoftmax(links.exp(), any('matching')),
    'LossmithSpecError',
    "give { form: 'matching' }",
  ],
  ['evaluate()', () => any(evaluate)(), 'LossmithOptionError', 'option loss: is no loss; make one with losses.…'],
  [
    'evaluate(link, data)',
    () => evaluate(any(links.exp()), data),
    'LossmithOptionError',
    'make one of the link: losses.matching(link)',
  ],
  [
    'evaluate(loss.spec, data)',
    () => evaluate(any(squared.spec), data),
    'LossmithOptionError',
    'read the JSON of a loss with parseLoss',
  ],
  [
    'evaluate(loss)',
    () => any(evaluate)(squared),
    'LossmithInputError',
    'inputs are missing; give { predicted, target }',
  ],
  [
    'evaluate(loss, [1])',
    () => evaluate(squared, any([1])),
    'LossmithInputError',
    'inputs must be an object, got [1]; give { predicted: [1] }',
  ],
  [
    'no target',
    () => evaluate(squared, any({ predicted: [1] })),
    'LossmithInputError',
    'target is missing; give nested arrays of numbers, or a typed array',
  ],
  [
    'a tensor',
    () => evaluate(squared, { ...data, predicted: any(tensor) }),
    'LossmithInputError',
    'predicted is a tensor of TensorFlow.js; give its numbers: predicted: tensor.dataSync(), shape: tensor.shape',
  ],
  ['weight: null', () => evaluate(squared, { ...data, weight: any(null) }), 'LossmithInputError', 'weight is null'],
  [
    '64-bit scores',
    () => evaluate(squared, { ...data, predicted: any(BigInt64Array.of(1n)) }),
    'LossmithInputError',
    'predicted is a BigInt64Array; give numbers: Float32Array.from(values, Number)',
  ],
  [
    "evaluate(loss, data, 'mean')",
    () => evaluate(squared, data, any('mean')),
    'LossmithOptionError',
    `options: must be an object, got "mean"; give { reduction: 'mean' }`,
  ],
  [
    'parameters: 2',
    () => evaluate(squared, data, { parameters: any(2) }),
    'LossmithOptionError',
    "option parameters: must be an object, got 2; name them by their path: { 'link.rate': 2 }",
  ],
  [
    'parameters of null',
    () => evaluate(squared, data, { parameters: any({ 'link.rate': null }) }),
    'LossmithInputError',
    "parameters['link.rate'] is null",
  ],
  [
    'flat scores with labels, no shape',
    () => evaluate(labels, { predicted: Float32Array.of(1, 2, 3, 4), target: Int32Array.of(1, 0) }),
    'LossmithShapeError',
    'say how the 4 scores lie in rows: shape: [2, 2]',
  ],
  [
    'one-hot rows as labels',
    () => evaluate(labels, { ...row, target: [[0, 1]] }),
    'LossmithShapeError',
    "a label is the index of one class; for one-hot rows or probabilities use target: 'probability'",
  ],
  [
    'flat one-hot rows as labels',
    () => evaluate(labels, { predicted: Float32Array.of(1, 2), target: Float32Array.of(0, 1), shape: [1, 2] }),
    'LossmithShapeError',
    "use target: 'probability'",
  ],
  [
    'a label outside',
    () => evaluate(labels, { ...row, target: BigInt64Array.of(2n) }),
    'LossmithValueError',
    'target[0] = 2: no class; labels are whole numbers from 0 to 1',
  ],
  [
    'parseLoss(JSON.stringify(loss))',
    () => parseLoss(JSON.stringify(squared)),
    'LossmithSpecError',
    'this is the JSON of a whole loss; give its specification: loss.spec, or as text JSON.stringify(loss.spec)',
  ],
  [
    'parseLoss(loss)',
    () => parseLoss(squared),
    'LossmithSpecError',
    'this is a loss already; give its specification: loss.spec',
  ],
  [
    "printLoss(loss, 'html')",
    () => printLoss(squared, any('html')),
    'LossmithOptionError',
    `option notation: "html" is unknown; use 'text' or 'latex'`,
  ],
  ['printLoss(link)', () => printLoss(any(links.exp())), 'LossmithOptionError', 'option loss: is no loss'],
  [
    'gradientCheck(loss, data, 0.1)',
    () => gradientCheck(squared, data, any(0.1)),
    'LossmithOptionError',
    'options: must be an object, got 0.1; give { step: 0.1 }',
  ],
  [
    'evaluateLink(link, tensor)',
    () => evaluateLink(links.exp(), any(tensor)),
    'LossmithInputError',
    'scores is a tensor of TensorFlow.js',
  ],
];

test.each(calls)('%s says what to do', (_, run, name, message) => {
  let caught: unknown;
  try {
    run();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(LossmithError);
  expect(isLossmithError(caught)).toBe(true);
  expect((caught as Error).name).toBe(name);
  expect((caught as Error).message).toContain(message);
});

describe('what is taken now', () => {
  const expected = evaluate(labels, row);

  test('labels as 64-bit integers, and with a last axis of length 1', () => {
    for (const target of [BigInt64Array.of(1n), [1n], [[1]], [[1n]]]) {
      expect(evaluate(labels, { ...row, target })).toEqual(expected);
    }
  });

  test('an example of weight 0 counts nothing, whatever is in it', () => {
    const poisson = losses.matching(links.exp(), { target: 'output' });
    const inputs = { predicted: [800, Number.NaN, 1, 0], target: [0, 1, -1, 1], weight: [0, 0, 0, 1] };
    const { loss, gradient, hessian } = evaluate(poisson, inputs);
    expect([loss, gradient, hessian].map((values) => Array.from(values).map(Math.abs))).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 1],
    ]);
    const ignored = {
      predicted: [
        [1, 2],
        [1, 2],
      ],
      target: [-1, 1],
      weight: [0, 1],
    };
    expect(evaluate(labels, ignored, { reduction: 'mean' }).loss).toEqual(expected.loss);
  });

  test('rows of probabilities rounded to float16, where that is said', () => {
    const loss = losses.softmax({ target: 'probability' });
    const rounded = { predicted: [[0, 0]], target: [[0.199951171875, 0.7998046875]] };
    expect(() => evaluate(loss, rounded)).toThrow('sum to 1 within 1e-4 (rounded to float16 within 2⁻⁹)');
    expect(evaluate(loss, rounded, { storage: 'float16' }).loss[0]).toBeCloseTo(0.1927, 3);
    expect(() => evaluate(loss, { ...rounded, target: [[0.2, 0.79]] }, { storage: 'float16' })).toThrow('not a row');
    expect(() => evaluate(loss, rounded, { storage: any('f16') })).toThrow(`option storage: "f16" is unknown`);
  });
});
