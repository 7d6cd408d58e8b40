import { describe, expect, test } from 'vitest';
import { isLossmithError, LossmithOptionError, LossmithShapeError, LossmithValueError } from './errors/errors.js';
import { evaluate } from './evaluate.js';
import * as links from './links/index.js';
import * as losses from './losses/index.js';

const squared = losses.matching(links.identity());
const softmax = losses.softmax();
const numbers = (values: ArrayLike<number>) => Array.from(values);

describe('shapes', () => {
  test('nested arrays of any depth, flat typed arrays with a shape, and a single number mean the same', () => {
    const nested = evaluate(squared, { predicted: [[[1, 2]], [[3, 4]]], target: [[[0, 0]], [[0, 0]]] });
    expect(nested.shape).toEqual([2, 1, 2]);
    expect(numbers(nested.loss)).toEqual([0.5, 2, 4.5, 8]);
    const flat = evaluate(squared, {
      predicted: Float32Array.of(1, 2, 3, 4),
      target: Float32Array.of(0, 0, 0, 0),
      shape: [2, 1, 2],
    });
    expect(flat).toEqual(nested);
    expect(numbers(evaluate(squared, { predicted: 3, target: 1 }).loss)).toEqual([2]);
  });

  test('class losses have their classes on the last axis, and one loss per row', () => {
    const { loss, gradient, shape } = evaluate(softmax, {
      predicted: [[[1, 2, 3]], [[0, 0, 0]]],
      target: [[[1, 2, 3]], [[1, 0, 0]]],
    });
    expect([loss.length, gradient.length, shape]).toEqual([2, 6, [2, 1, 3]]);
    expect(numbers(gradient.subarray(0, 3))).toEqual([0, 0, 0]);
  });

  test('an empty batch has a mean of 0', () => {
    expect(numbers(evaluate(squared, { predicted: [], target: [] }, { reduction: 'mean' }).loss)).toEqual([0]);
  });
});

describe('weights, masks and reductions', () => {
  const inputs = { predicted: [1, 2, 3], target: [0, 0, 0], weight: [1, 0, 3] };

  test("'none' scales each entry, 'sum' adds, 'mean' divides by the weights", () => {
    expect(numbers(evaluate(squared, inputs).loss)).toEqual([0.5, 0, 13.5]);
    expect(numbers(evaluate(squared, inputs).gradient)).toEqual([1, 0, 9]);
    expect(numbers(evaluate(squared, inputs, { reduction: 'sum' }).loss)).toEqual([14]);
    const mean = evaluate(squared, inputs, { reduction: 'mean' });
    expect([numbers(mean.loss), numbers(mean.gradient), numbers(mean.hessian)]).toEqual([
      [3.5],
      [0.25, 0, 2.25],
      [0.25, 0, 0.75],
    ]);
    const nothing = evaluate(squared, { ...inputs, weight: [0, 0, 0] }, { reduction: 'mean' });
    expect([numbers(nothing.loss), numbers(nothing.gradient)]).toEqual([[0], [0, 0, 0]]);
  });

  test('masked entries have no loss, no gradient, and are never looked at', () => {
    const masked = { predicted: [1, Number.NaN, 3], target: [0, 5, Number.NaN], mask: [true, false, false] };
    const mean = evaluate(squared, masked, { reduction: 'mean' });
    expect([numbers(mean.loss), numbers(mean.gradient), numbers(mean.hessian)]).toEqual([[0.5], [1, 0, 0], [1, 0, 0]]);
    const none = evaluate(squared, { ...masked, mask: [false, false, false] }, { reduction: 'mean' });
    expect([numbers(none.loss), numbers(none.gradient)]).toEqual([[0], [0, 0, 0]]);
  });

  test('a masked class is as if absent, a row without classes as if masked', () => {
    const row = {
      predicted: [
        [1, 9, 2],
        [1, 2, 3],
      ],
      target: [
        [0.5, Number.NaN, 1],
        [0, 0, 0],
      ],
    };
    const masked = evaluate(
      softmax,
      {
        ...row,
        mask: [
          [true, false, true],
          [false, false, false],
        ],
      },
      { reduction: 'mean' },
    );
    const short = evaluate(softmax, { predicted: [[1, 2]], target: [[0.5, 1]] });
    expect(masked.loss[0]).toBeCloseTo(short.loss[0] as number, 15);
    expect(numbers(masked.gradient)).toEqual([short.gradient[0], 0, short.gradient[1], 0, 0, 0]);
  });

  test('weights and masks may have the shape of the leading axes', () => {
    const block = {
      predicted: [
        [1, 2],
        [3, 4],
      ],
      target: [
        [0, 0],
        [0, 0],
      ],
    };
    expect(numbers(evaluate(squared, { ...block, weight: [1, 2] }).loss)).toEqual([0.5, 2, 9, 16]);
    expect(numbers(evaluate(squared, { ...block, mask: [false, true] }).loss)).toEqual([0, 0, 4.5, 8]);
    expect(numbers(evaluate(softmax, { ...block, weight: [0, 1] }).loss).length).toBe(2);
  });

  test('parameters can be given at call time, for all or per example', () => {
    const loss = losses.matching(links.identity({ rate: 0.5 }));
    const given = { predicted: [2, 2], target: [0, 0] };
    expect(numbers(evaluate(loss, given, { parameters: { 'link.rate': 3 } }).loss)).toEqual([6, 6]);
    expect(numbers(evaluate(loss, given, { parameters: { 'link.rate': [1, 2] } }).gradient)).toEqual([2, 4]);
    const nested = losses.matching(links.sum([links.identity(), links.clip({ threshold: 1 })]));
    expect(numbers(evaluate(nested, given, { parameters: { 'link.links[1].threshold': 0.5 } }).gradient)).toEqual([
      2.5, 2.5,
    ]);
  });

  test('sums of many entries keep their digits', () => {
    const count = 1_000_000;
    const predicted = new Float64Array(count).fill(Math.sqrt(0.2));
    const { loss } = evaluate(squared, { predicted, target: new Float64Array(count) }, { reduction: 'mean' });
    expect(loss[0]).toBeCloseTo(0.1, 15);
  });

  test('a NaN stays in its own entry, or row', () => {
    expect(numbers(evaluate(squared, { predicted: [1, Number.NaN], target: [0, 0] }).loss)).toEqual([0.5, Number.NaN]);
    const examples = evaluate(softmax, {
      predicted: [
        [1, Number.NaN],
        [1, 1],
      ],
      target: [
        [1, 1],
        [1, 1],
      ],
    });
    expect(numbers(examples.loss)).toEqual([Number.NaN, 0]);
  });
});

describe('bad input', () => {
  const cases: readonly [string, () => unknown, new (...args: never) => Error, string][] = [
    [
      'lengths',
      () => evaluate(squared, { predicted: [1, 2], target: [1] }),
      LossmithShapeError,
      'target has shape [1], but [2] is needed',
    ],
    [
      'ranks',
      () => evaluate(squared, { predicted: [[1], [2]], target: [1, 2] }),
      LossmithShapeError,
      'target has shape [2], but [2, 1] is needed',
    ],
    [
      'ragged rows',
      () => evaluate(squared, { predicted: [[1], [2, 3]], target: [[1], [2]] }),
      LossmithShapeError,
      'nested arrays must be rectangular',
    ],
    [
      'a shape that does not fit',
      () => evaluate(squared, { predicted: Float64Array.of(1, 2), target: [1, 2], shape: [3] }),
      LossmithShapeError,
      'give as many values',
    ],
    [
      'a weight of another shape',
      () => evaluate(squared, { predicted: [1, 2], target: [1, 2], weight: [1, 2, 3] }),
      LossmithShapeError,
      'weight has shape [3]',
    ],
    [
      'a row loss without rows',
      () => evaluate(softmax, { predicted: 1, target: 1 }),
      LossmithShapeError,
      'predicted has shape [], but [1] is needed; give classes on the last axis',
    ],
    [
      'text',
      () => evaluate(squared, { predicted: ['1'] as never, target: [1] }),
      LossmithValueError,
      'predicted[0] = "1": not a number; give numbers',
    ],
    [
      'a negative weight',
      () => evaluate(squared, { predicted: [1], target: [1], weight: [-1] }),
      LossmithValueError,
      'weight[0] = -1: not a finite number ≥ 0',
    ],
    [
      'a label that is no class',
      () => evaluate(losses.softmax({ target: 'label' }), { predicted: [[1, 2]], target: [2] }),
      LossmithValueError,
      'target[0] = 2: no class; labels are whole numbers from 0 to 1',
    ],
    [
      'a masked label',
      () => evaluate(losses.softmax({ target: 'label' }), { predicted: [[1, 2]], target: [1], mask: [[true, false]] }),
      LossmithValueError,
      'a class that the mask leaves out',
    ],
    [
      'no probabilities',
      () => evaluate(losses.softmax({ target: 'probability' }), { predicted: [[1, 2]], target: [[0.5, 0.6]] }),
      LossmithValueError,
      'not a row of probabilities',
    ],
    [
      'an unknown reduction',
      () => evaluate(squared, { predicted: [1], target: [1] }, { reduction: 'avg' as never }),
      LossmithOptionError,
      '"avg" is unknown',
    ],
    [
      'an unknown option',
      () => evaluate(squared, { predicted: [1], target: [1] }, { reduce: 'sum' } as never),
      LossmithOptionError,
      'option reduce: is unknown',
    ],
    [
      'an unknown input',
      () => evaluate(squared, { predicted: [1], target: [1], weights: [1] } as never),
      LossmithOptionError,
      'option weights: is unknown',
    ],
    [
      'an unknown parameter',
      () => evaluate(squared, { predicted: [1], target: [1] }, { parameters: { rate: 2 } as never }),
      LossmithOptionError,
      "no parameter 'rate'; it has link.",
    ],
    [
      'an impossible parameter',
      () => evaluate(squared, { predicted: [1], target: [1] }, { parameters: { 'link.rate': -2 } }),
      LossmithOptionError,
      "'link.rate' cannot be -2",
    ],
  ];

  test.each(cases)('%s: a clear error before any work', (_, run, kind, message) => {
    expect(run).toThrow(kind);
    expect(run).toThrow(message);
  });

  test('errors are recognisable across copies of the package', () => {
    const foreign = Object.assign(new Error('x'), { lossmith: 'shape' });
    expect([isLossmithError(foreign), isLossmithError(new Error('x')), isLossmithError('x')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
