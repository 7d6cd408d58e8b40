import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluate.js';
import { parseLoss } from '../parse-loss.js';
import { referenceBackend } from '../reference/reference.js';
import { compileFor } from './compile-for.js';
import { exampleOutputs, lossOutputs, tensorOutputs } from './loss-outputs.js';

const backend = referenceBackend();
const directions = [
  [1, -0.5, 0.25],
  [0.3, 2, -1],
  [-1, 0.7, 0.4],
] as const;

describe.each([
  [{ kind: 'matching', link: { kind: 'sinh', rate: 0.7 } }, 1],
  [{ kind: 'perClass', link: { kind: 'sigmoid' } }, 3],
  [{ kind: 'softmax', temperature: 1.5 }, 3],
] as const)('derivatives along directions of %j', (spec, items) => {
  const loss = parseLoss(spec);
  const [predicted, target] = [[0.4, -1.1, 0.8].slice(0, items), [1.2, 0.3, -0.6].slice(0, items)];
  const along = (order: number, scores: readonly number[]) => {
    const extras = { weight: false };
    const own = { example: { expression: loss.expressions.loss, axes: '' } } as const;
    const outputs = {
      ...tensorOutputs(loss, order, extras),
      ...(order === 0 ? own : exampleOutputs(loss, order, extras)),
    };
    const program = compileFor(backend, outputs, { precision: 'float64' });
    const given = Object.fromEntries(directions.map((v, k) => [`direction${k}`, v.slice(0, items)]));
    const data = { predicted: scores, target, upstream: [2], ...given };
    return backend.emit(program).run({ examples: 1, items, data }) as Record<'tensor' | 'example', Float64Array>;
  };

  test.each([0, 1, 2, 3])('order %i: the tensor is twice the gradient of the example', (order) => {
    const { tensor } = along(order, predicted);
    tensor.forEach((value, k) => {
      const moved = (h: number) =>
        along(
          order,
          predicted.map((score, at) => (at === k ? score + h : score)),
        ).example[0] as number;
      expect(value).toBeCloseTo((2 * (moved(1e-5) - moved(-1e-5))) / 2e-5, 7);
    });
  });

  test.each([1, 2, 3])('order %i: the example is the derivative of the one before', (order) => {
    const v = directions[order - 1] as readonly number[];
    const moved = (h: number) =>
      along(
        order - 1,
        predicted.map((score, at) => score + h * (v[at] as number)),
      ).example[0] as number;
    expect(along(order, predicted).example[0]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 7);
  });
});

describe.each([
  { kind: 'softmax', temperature: 2 },
  { kind: 'perClass', link: { kind: 'exp' } },
  { kind: 'compositeSoftmax', form: 'matching', transform: { kind: 'exp', rate: 0.5 } },
  { kind: 'compositeSoftmax', form: 'divergence', transform: { kind: 'tanh' } },
])('a masked class is as if absent: %j', (spec) => {
  test('and a NaN there does no harm', () => {
    const loss = parseLoss(spec);
    const outputs = lossOutputs(loss, ['loss', 'gradient', 'hessian'], { weight: false, mask: 'i' });
    const program = compileFor(backend, outputs, { precision: 'float64' });
    const data = { predicted: [1, Number.NaN, -2, 99], target: [0.5, 7, -1, Number.NaN], mask: [1, 0, 1, 0] };
    const masked = backend.emit(program).run({ examples: 1, items: 4, data }) as Record<string, Float64Array>;
    const smaller = evaluate(loss, { predicted: [[1, -2]], target: [[0.5, -1]] });
    expect(masked.loss?.[0]).toBeCloseTo(smaller.loss[0] as number, 14);
    for (const name of ['gradient', 'hessian'] as const) {
      const [first, second] = smaller[name] as unknown as [number, number];
      const expected = [first, 0, second, 0];
      masked[name]?.forEach((value, k) => {
        expect(value).toBeCloseTo(expected[k] as number, 14);
      });
    }
    expect([masked.weight?.[0], masked.kept?.[0]]).toEqual([1, 1]);
  });
});
