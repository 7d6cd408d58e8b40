import { describe, expect, test } from 'vitest';
import { evaluate, links, losses } from '../index.js';
import { referenceBackend } from '../reference/reference.js';
import { compileLoss } from './compile-loss.js';
import { missing, missingLowerings } from './missing.js';

const backend = referenceBackend();
const loss = losses.matching(links.sinh({ rate: 0.5 }));
const data = { predicted: [1, 2, 3], target: [0, 2, 5], weight: [1, 0.5, 2], mask: [1, 1, 0] };

describe('compileLoss', () => {
  test('gives loss and gradient of every example by default', () => {
    const program = compileLoss(backend, loss);
    expect(Object.keys(program.outputs)).toEqual(['loss', 'gradient']);
    expect([program.precision, program.reduction, program.parameters]).toEqual(['float32', 'none', []]);
  });

  test('has what each example counts as an output for a mean only', () => {
    const outputs = (reduction: 'none' | 'sum' | 'mean', weight: boolean) =>
      Object.keys(compileLoss(backend, loss, { outputs: ['loss'], reduction, weight, mask: '' }).outputs);
    expect(outputs('none', true)).toEqual(['loss']);
    expect(outputs('sum', true)).toEqual(['loss']);
    expect(outputs('mean', false)).toEqual(['loss', 'weight']);
    expect(Object.keys(compileLoss(backend, loss, { outputs: ['loss'], reduction: 'mean' }).outputs)).toEqual(['loss']);
  });

  test.each(['none', 'sum', 'mean'] as const)('reduced by %s an artifact gives what evaluate gives', (reduction) => {
    const options = {
      outputs: ['loss', 'gradient', 'hessian'],
      reduction,
      weight: true,
      mask: '',
      precision: 'float64',
    } as const;
    const { loss: value, gradient, hessian } = evaluate(loss, data, { reduction });
    const results = backend.emit(compileLoss(backend, loss, options)).run({ examples: 3, items: 1, data });
    expect(results).toEqual({ loss: value, gradient, hessian });
  });

  test('leaves parameters open by their path', () => {
    const program = compileLoss(backend, loss, { parameters: ['link.rate'], precision: 'float64' });
    const { predicted, target } = data;
    const { loss: value } = backend
      .emit(program)
      .run({ examples: 3, items: 1, data: { predicted, target, 'link.rate': [2] } });
    expect(value).toEqual(evaluate(loss, { predicted, target }, { parameters: { 'link.rate': 2 } }).loss);
  });
});

test('a table says which lowerings are missing, and they throw when used', () => {
  const lowerings = { ...backend.lowerings, exp: missing, less: missing };
  expect(missingLowerings({ ...backend, lowerings })).toEqual(['exp', 'less']);
  expect(missingLowerings(backend)).toEqual([]);
  const instruction = { op: 'exp', args: [0], axes: '' } as const;
  expect(() => missing([], instruction, undefined as never)).toThrow('the operation exp has no lowering yet');
});
